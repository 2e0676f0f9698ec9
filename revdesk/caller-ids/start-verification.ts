import type { Handler, HandlerContext, Outcome } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { isEmergency } from '../magic-numbers.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { putRow } from '../table/table.ts';
import type { CallerId } from './caller-id.ts';
import { CALLER_IDS, calledAgain, freshCallerId } from './caller-id.ts';

/** `POST /v1/caller-ids`: the number is called, and a code read out. Asked for again while that is under way, it is called again. */
export const startVerification: Handler = (context) => {
  const { exchange, records, random } = context;
  const { phone_number } = requestBodyOf<{ readonly phone_number: string }>(context);
  const refused = refusalOf(context, phone_number);
  if (refused) return refused;
  const { organization } = exchange.caller;
  const waiting = records
    .list<CallerId>(CALLER_IDS.name)
    .find(
      (each) => each.organization === organization && each.phone_number === phone_number && each.status === 'PENDING',
    );
  const code = String(random.integer() % 1_000_000).padStart(6, '0');
  const callerId = waiting
    ? calledAgain(waiting, code, exchange.now)
    : freshCallerId({ id: random.id('cid_'), organization, phone_number }, code, exchange.now);
  const message = `We are calling ${phone_number}. Hand in the code that you hear.`;
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

/** A number has one owner. Their own number may be verified as long as it is not; so may one that nobody has. */
export const conflictOver = (
  { exchange: { caller }, records, refuse }: HandlerContext,
  number: string,
): Outcome | undefined => {
  const owned = records.get<PhoneNumber>(NUMBERS, number);
  if (owned === undefined) return undefined;
  const isTheirs = canAccess(caller, owned.organization);
  if (isTheirs && !owned.verified) return undefined;
  const text = isTheirs
    ? `${number} is verified already, and may be used as it is.`
    : `${number} cannot be verified: another organization has it.`;
  return { reply: refuse('conflict', text, { fields: { phone_number: text } }) };
};
