import type { Handler, HandlerContext, Instant, JobHandler, Outcome } from '../../mock/index.ts';
import { data } from '../table/data.ts';
import { DAY_MS } from '../table/day.ts';
import { putRow, rowIn } from '../table/table.ts';
import type { MonitoredNumber } from './monitored-number.ts';
import { MONITORED_NUMBERS } from './monitored-number.ts';
import type { Remediation } from './remediation.ts';
import { REMEDIATIONS } from './remediation.ts';
import { riskOf } from './scores.ts';
import { sentNumbers } from './sent-numbers.ts';

/** Documented: $2 for each number; the amount is assumed to be in cents. */
const PRICE = 200;

/** Documented: once in 14 days for each number. */
const COOLDOWN_MS = 14 * DAY_MS;

/** The duration is not documented. */
const DURATION_MS = 3_600_000;

const REMEDIATION_COMPLETES = 'remediation completes';

export const remediate: Handler = (context) => {
  const { exchange, random } = context;
  const requestedNumbers = sentNumbers(context);
  const refused = unmonitoredRefusal(requestedNumbers, context) ?? tooSoonRefusal(requestedNumbers, context);
  if (refused !== undefined) return refused;
  const remediation: Remediation = {
    id: random.id('rem_'),
    organization: exchange.caller.organization,
    created_at: exchange.now,
    status: 'SUBMITTED',
    completed_at: null,
    numbers: requestedNumbers.map((phone_number) => ({ phone_number, outcome: null, billed_amount_dc: PRICE })),
  };
  return {
    reply: data(REMEDIATIONS.show(remediation, context)),
    changes: [putRow(REMEDIATIONS, remediation)],
    schedule: [{ at: exchange.now + DURATION_MS, kind: REMEDIATION_COMPLETES, subject: remediation.id }],
  };
};

const unmonitoredRefusal = (requestedNumbers: readonly string[], context: HandlerContext): Outcome | undefined => {
  const unmonitored = requestedNumbers.filter((number) => rowIn(MONITORED_NUMBERS, context, number) === undefined);
  if (unmonitored.length === 0) return undefined;
  const text = `Only monitored numbers can be remediated. Not monitored: ${unmonitored.join(', ')}. Enroll these numbers first.`;
  return { reply: context.refuse('conflict', text, { fields: { phone_numbers: text } }) };
};

const tooSoonRefusal = (
  requestedNumbers: readonly string[],
  { records, exchange: { now }, refuse }: HandlerContext,
): Outcome | undefined => {
  const recent = records
    .list<Remediation>(REMEDIATIONS.name)
    .filter(({ created_at }) => now < created_at + COOLDOWN_MS)
    .flatMap(({ numbers, created_at }) => numbers.map(({ phone_number }) => ({ phone_number, created_at })))
    .find(({ phone_number }) => requestedNumbers.includes(phone_number));
  if (recent === undefined) return undefined;
  const allowedFrom = new Date(recent.created_at + COOLDOWN_MS).toISOString();
  const text = `${recent.phone_number} was remediated less than 14 days ago; it can be remediated again from ${allowedFrom}.`;
  return { reply: refuse('conflict', text, { fields: { phone_numbers: text } }) };
};

export const remediationJobHandlers: Readonly<Record<string, JobHandler>> = {
  [REMEDIATION_COMPLETES]: ({ job, records }) => {
    const remediation = records.get<Remediation>(REMEDIATIONS.name, job.subject);
    if (remediation === undefined) return {};
    const numbers = remediation.numbers.map((each) => ({
      ...each,
      outcome: riskOf(records, each.phone_number) === 'HIGH' ? ('label_removed' as const) : ('no_label_found' as const),
    }));
    const completed: Remediation = { ...remediation, status: 'COMPLETED', completed_at: job.at, numbers };
    const monitored = numbers.flatMap(
      ({ phone_number }) => records.get<MonitoredNumber>(MONITORED_NUMBERS.name, phone_number) ?? [],
    );
    return {
      changes: [
        putRow(REMEDIATIONS, completed),
        ...monitored.map((each) => putRow(MONITORED_NUMBERS, cleared(each, job.at))),
      ],
    };
  },
};

/** The vendors report the labels that they have removed. A number that was never checked waits for its first check. */
const cleared = (number: MonitoredNumber, at: Instant): MonitoredNumber =>
  number.spam_risk === null ? number : { ...number, spam_risk: 'LOW', last_refreshed_at: at };
