import { hash } from 'node:crypto';
import type { Caller, Handler, HandlerContext, JsonObject } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { ENTERPRISES } from '../enterprises/enterprise.ts';
import { phoneNumbersIn } from '../numbers/number.ts';
import { organizationOf } from '../organizations/organization.ts';
import { MONITORED_NUMBERS } from '../reputation/monitored-number.ts';
import { ALL_SCOPES } from '../scopes.ts';
import { data, shownTime } from '../table/data.ts';
import type { Row } from '../table/table.ts';
import { personOf } from './person.ts';

/** `GET /v1/account` */
const readAccount: Handler = (context) => {
  const {
    exchange: { caller },
    records,
  } = context;
  const isAccessible = ({ organization }: Row): boolean => canAccess(caller, organization);
  const footprint = {
    phone_numbers: phoneNumbersIn(records).filter(isAccessible).length,
    enrolled_reputation_numbers: records.list<Row>(MONITORED_NUMBERS.name).filter(isAccessible).length,
    own_brand_enterprise: records
      .list<Row>(ENTERPRISES.name)
      .some(({ organization }) => organization === caller.organization),
  };
  return { reply: data({ ...identityOf(context), plan: caller.plan, footprint }) };
};

/** `GET /v1/me` */
const readMe: Handler = (context) => {
  const { caller } = context.exchange;
  const scopes = caller.scopes === 'all' ? ALL_SCOPES : [...caller.scopes].toSorted();
  return { reply: data({ ...identityOf(context), scopes, demo_expires_at: isDemo(caller) ? DEMO_END : null }) };
};

/** The fields that both operations return. `api_key_id` is derived from the key and does not reveal it. */
const identityOf = ({ exchange: { caller }, records }: HandlerContext): JsonObject => {
  const organization = organizationOf(records, caller.organization);
  return {
    api_key_id: `key_${hash('sha256', caller.id, 'hex').slice(0, 12)}`,
    user: personOf(caller.organization) ?? null,
    organization: organization ? { id: organization.uuid, name: organization.name, slug: organization.slug } : null,
    is_demo: isDemo(caller),
  };
};

const isDemo = ({ plan }: Caller): boolean => plan === 'demo';

/** The sandbox's demo key is valid in every world, whatever time the clock is set to, so its expiry is far in the future. */
const DEMO_END = shownTime(Date.UTC(2099, 11, 31));

/** The account and user that a key belongs to. */
export const account: Area = {
  handlers: { v1_account_get: readAccount, v1_me_get: readMe },
  notes: { Account: ['The key itself is never shown; `api_key_id` is derived from it.'] },
};
