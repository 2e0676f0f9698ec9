import type { Handler, HandlerContext, Outcome } from '../../mock/index.ts';
import { canAccess, put, queryOf, remove } from '../../mock/index.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { data } from '../table/data.ts';
import { DAY_MS } from '../table/day.ts';
import { missing, putRow, readableOrganizations, withRow } from '../table/table.ts';
import type { Lookup, MonitoredNumber, NumberReputation } from './monitored-number.ts';
import {
  checkedBy,
  firstCheck,
  LOOKUPS,
  MONITORED_NUMBERS,
  refreshed,
  showReputation,
  unmonitored,
} from './monitored-number.ts';
import { ownMonitoring } from './monitoring.ts';
import { sentNumbers } from './sent-numbers.ts';

/** A sub-entity without an enterprise has its numbers monitored under the enterprise of its umbrella. */
export const enroll: Handler = (context) => {
  const { records, refuse } = context;
  const numbers = sentNumbers(context);
  const monitoring = ownMonitoring(context);
  if (monitoring?.status !== 'APPROVED') {
    const text = `Monitoring is ${monitoring?.status ?? 'not enabled'}; numbers can be added once it is APPROVED.`;
    return { reply: refuse('conflict', text) };
  }
  const refused = numbersRefusal(numbers, context);
  if (refused !== undefined) return refused;
  const added = numbers
    .filter((number) => records.get(MONITORED_NUMBERS.name, number) === undefined)
    .map((number) => monitored(number, monitoring.id, context));
  return {
    reply: data({ enrolled: added.length, phone_numbers: numbers }),
    changes: added.map((number) => putRow(MONITORED_NUMBERS, number)),
    schedule: added.map(firstCheck),
  };
};

const numbersRefusal = (numbers: readonly string[], context: HandlerContext): Outcome | undefined => {
  const { records, exchange, refuse } = context;
  const foreign = numbers.filter(
    (each) => !canAccess(exchange.caller, records.get<PhoneNumber>(NUMBERS, each)?.organization),
  );
  if (foreign.length > 0) {
    const text = `The organization does not own ${foreign.join(', ')}. Use numbers from GET /v1/phone-numbers.`;
    return { reply: refuse('not_owned', text, { fields: { phone_numbers: text } }) };
  }
  const inactive = numbers.filter((each) => records.get<PhoneNumber>(NUMBERS, each)?.active !== true);
  if (inactive.length === 0) return undefined;
  const text = `Only active numbers can be monitored. Not active: ${inactive.join(', ')}.`;
  return { reply: refuse('conflict', text, { fields: { phone_numbers: text } }) };
};

const monitored = (
  number: string,
  enterprise_id: string,
  { records, exchange: { caller, now } }: HandlerContext,
): MonitoredNumber => ({
  ...unmonitored(records, number),
  id: number,
  organization: records.get<PhoneNumber>(NUMBERS, number)?.organization ?? caller.organization,
  created_at: now,
  enterprise_id,
});

export const unenroll: Handler = (context) => {
  const number = context.exchange.pathParameters.get('phone') ?? '';
  return withRow(
    MONITORED_NUMBERS,
    context,
    ({ phone_number }) => ({
      reply: data({ phone_number, disenrolled: true }),
      changes: [remove(MONITORED_NUMBERS.name, phone_number)],
    }),
    number,
  );
};

/** Shows the stored reputation or, with `fresh`, queries the vendors now. */
export const readReputation: Handler = (context) => {
  const known = knownOf(context.exchange.pathParameters.get('phone') ?? '', context);
  if (known === undefined) return missing(MONITORED_NUMBERS, context);
  const isFresh = queryOf(context.exchange.request).get('fresh') === 'true';
  return isFresh ? queryVendors(known, context) : { reply: data(showReputation(known)) };
};

const knownOf = (number: string, context: HandlerContext): NumberReputation | undefined => {
  const { records, exchange } = context;
  const maySee = readableOrganizations(MONITORED_NUMBERS, context);
  const row = records.get<MonitoredNumber>(MONITORED_NUMBERS.name, number);
  if (row !== undefined && maySee(row.organization)) return checkedBy(records, row, exchange.now);
  const owner = records.get<PhoneNumber>(NUMBERS, number)?.organization;
  return owner !== undefined && maySee(owner) ? unmonitored(records, number) : undefined;
};

/** Documented: once a day for each number. Interpreted as 24 hours since the last query by any caller. */
const queryVendors = (known: NumberReputation, context: HandlerContext): Outcome => {
  const { records, exchange, refuse } = context;
  const { phone_number: number } = known;
  const { now } = exchange;
  const allowedAt = (records.get<Lookup>(LOOKUPS, number)?.at ?? -Infinity) + DAY_MS;
  if (now < allowedAt) {
    const text = `The vendors were queried about ${number} less than a day ago. Leave fresh out to get the stored result.`;
    return { reply: refuse('rate_limited', text, { retryAfterSeconds: Math.ceil((allowedAt - now) / 1000) }) };
  }
  const row = records.get<MonitoredNumber>(MONITORED_NUMBERS.name, number);
  return {
    reply: data(showReputation(refreshed(records, known, now))),
    changes: [
      put(LOOKUPS, { id: number, at: now }),
      ...(row === undefined ? [] : [putRow(MONITORED_NUMBERS, refreshed(records, row, now))]),
    ],
  };
};
