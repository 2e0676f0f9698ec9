import type { Handler, HandlerContext } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { secondsOf } from '../calls/call.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { phoneNumbersIn } from '../numbers/number.ts';
import { shownNumber } from '../numbers/show-number.ts';
import { withNumber } from '../numbers/with-number.ts';
import { monitored } from '../reputation/monitored-number.ts';
import { data } from '../table/data.ts';
import { callsThisMonth, minutesOf, periodOf } from './month.ts';

/** `GET /v1/usage`: the usage of the organization and its sub-entities. */
const readUsage: Handler = (context) => {
  const { now } = context.exchange;
  const calls = callsThisMonth(context);
  const numbers = activeNumbers(context);
  return {
    reply: data({
      ...periodOf(context),
      calls_placed: calls.length,
      minutes_used: minutesOf(calls, now),
      phone_numbers_active: numbers.length,
      spam_risk_distribution: risksOf(numbers, context),
    }),
  };
};

const activeNumbers = ({ exchange: { caller }, records }: HandlerContext): readonly PhoneNumber[] =>
  phoneNumbersIn(records).filter(({ organization, active }) => active && canAccess(caller, organization));

/** The risk is unknown until the vendors have rated a number: for one that is not enrolled, or that was enrolled recently. */
const risksOf = (numbers: readonly PhoneNumber[], { records }: HandlerContext): Readonly<Record<string, number>> => {
  const risks = numbers.map(({ id }) => monitored(records, id)?.spam_risk ?? 'UNKNOWN');
  const count = (risk: string): number => risks.filter((each) => each === risk).length;
  return { low: count('LOW'), medium: count('MEDIUM'), high: count('HIGH'), unknown: count('UNKNOWN') };
};

/** `GET /v1/usage/{phoneId}`: the usage of one number. */
const readNumberUsage: Handler = (context) =>
  withNumber(
    context,
    (number) => {
      const { phone_id } = number;
      const { now } = context.exchange;
      const calls = callsThisMonth(context).filter(({ phone_number_id }) => phone_number_id === phone_id);
      return {
        reply: data({
          phone_id,
          phone_number: shownNumber(number),
          ...periodOf(context),
          calls_placed: calls.length,
          minutes_used: minutesOf(calls, now),
          duration_seconds: calls.reduce((seconds, call) => seconds + secondsOf(call, now), 0),
          calls_by_status: countsOf(calls.map(({ status }) => status)),
        }),
      };
    },
    'phoneId',
  );

const countsOf = (values: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
};

/** The usage in the current month. */
export const usage: Area = {
  handlers: { v1_usage_get: readUsage, v1_usage_phoneId_get: readNumberUsage },
  notes: {
    Usage: [
      'Counts the calls that started in the calendar month (UTC) of the world’s clock. A started minute counts as a whole minute.',
    ],
  },
};
