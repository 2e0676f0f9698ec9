import { hash } from 'node:crypto';
import type { Caller, Handler, HandlerContext, JsonObject } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, shownTime } from '../table/data.ts';
import { ENTERPRISES } from '../enterprises/enterprise.ts';
import { phoneNumbersIn } from '../numbers/number.ts';
import { organizationOf } from '../organizations/organization.ts';
import { MONITORED_NUMBERS } from '../reputation/monitored-number.ts';
import { ALL_SCOPES } from '../scopes.ts';
import type { Row } from '../table/table.ts';
import { personOf } from './person.ts';

/** `GET /v1/account` */
const readAccount: Handler = (context) => {
  const {
    exchange: { caller },
    records,
  } = context;
  const isInReach = ({ organization }: Row): boolean => canAccess(caller, organization);
  const footprint = {
    phone_numbers: phoneNumbersIn(records).filter(isInReach).length,
    enrolled_reputation_numbers: records.list<Row>(MONITORED_NUMBERS.name).filter(isInReach).length,
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

/** What both say. A key's id is not the key. */
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

/** The demo key of a sandbox is good in every world, whatever its clock says; so this is as late as one may want to test. */
const DEMO_END = shownTime(Date.UTC(2099, 11, 31));

/** Who a key belongs to. */
export const account: Area = {
  handlers: { v1_account_get: readAccount, v1_me_get: readMe },
  notes: { Account: ['A key is named by an `api_key_id` that is made of it, and never shown itself.'] },
};
