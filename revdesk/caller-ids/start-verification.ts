import type { Handler, HandlerContext, Outcome } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import { isEmergency } from '../magic-numbers.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { putRow } from '../table/table.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS, newCallerId, withNewCode } from './caller-id.ts';

/** `POST /v1/caller-ids`: calls the number and reads out a code. A repeated request while verification is pending calls it again. */
export const startVerification: Handler = (context) => {
  const { exchange, records, random } = context;
  const { phone_number } = requestBodyOf<{ readonly phone_number: string }>(context);
  const refused = refusalOf(context, phone_number);
  if (refused) return refused;
  const { organization } = exchange.caller;
  const pending = records
    .list<CallerId>(CALLER_IDS.name)
    .find(
      (each) => each.organization === organization && each.phone_number === phone_number && each.status === 'PENDING',
    );
  const code = String(random.integer() % 1_000_000).padStart(6, '0');
  const callerId = pending
    ? withNewCode(pending, code, exchange.now)
    : newCallerId({ id: random.id('cid_'), organization, phone_number }, code, exchange.now);
  const message = `We are calling ${phone_number}. Submit the code that you hear.`;
  return {
    reply: data({ caller_id_id: callerId.id, message }, { status: 201 }),
    changes: [putRow(CALLER_IDS, callerId)],
  };
};

const refusalOf = (context: HandlerContext, number: string): Outcome | undefined => {
  if (!isEmergency(number)) return conflictOver(context, number);
  const text = `${number} is an emergency number, which cannot be verified.`;
  return {
    reply: context.refuse('forbidden', text, { reason: 'emergency_destination', fields: { phone_number: text } }),
  };
};

/** Refuses a number that another organization owns, or that is verified already. An unverified own number and an unowned number pass. */
export const conflictOver = (
  { exchange: { caller }, records, refuse }: HandlerContext,
  number: string,
): Outcome | undefined => {
  const owned = records.get<PhoneNumber>(NUMBERS, number);
  if (owned === undefined) return undefined;
  const isOwn = canAccess(caller, owned.organization);
  if (isOwn && !owned.verified) return undefined;
  const text = isOwn
    ? `${number} is verified already and can be used.`
    : `${number} cannot be verified: it belongs to another organization.`;
  return { reply: refuse('conflict', text, { fields: { phone_number: text } }) };
};
