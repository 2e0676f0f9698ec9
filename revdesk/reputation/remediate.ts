import type { JobHandler, Handler, HandlerContext, Instant, Outcome } from '../../mock/index.ts';
import { DAY_MS } from '../table/day.ts';
import { data } from '../table/data.ts';
import { putRow, rowIn } from '../table/table.ts';
import type { MonitoredNumber } from './monitored-number.ts';
import { MONITORED_NUMBERS } from './monitored-number.ts';
import type { Remediation } from './remediation.ts';
import { REMEDIATIONS } from './remediation.ts';
import { riskOf } from './scores.ts';
import { sentNumbers } from './sent-numbers.ts';

/** Documented: $2 for each number; the amount is taken for cents. */
const PRICE = 200;

/** Documented: once in 14 days for each number. */
const AGAIN_MS = 14 * DAY_MS;

/** How long it takes is not documented. */
const TAKES_MS = 3_600_000;

const COMPLETES = 'remediation completes';

export const remediate: Handler = (context) => {
  const { exchange, random } = context;
  const asked = sentNumbers(context);
  const refused = unmonitoredRefusal(asked, context) ?? tooSoonRefusal(asked, context);
  if (refused !== undefined) return refused;
  const remediation: Remediation = {
    id: random.id('rem_'),
    organization: exchange.caller.organization,
    created_at: exchange.now,
    status: 'SUBMITTED',
    completed_at: null,
    numbers: asked.map((phone_number) => ({ phone_number, outcome: null, billed_amount_dc: PRICE })),
  };
  return {
    reply: data(REMEDIATIONS.show(remediation, context)),
    changes: [putRow(REMEDIATIONS, remediation)],
    schedule: [{ at: exchange.now + TAKES_MS, kind: COMPLETES, subject: remediation.id }],
  };
};

const unmonitoredRefusal = (asked: readonly string[], context: HandlerContext): Outcome | undefined => {
  const others = asked.filter((number) => rowIn(MONITORED_NUMBERS, context, number) === undefined);
  if (others.length === 0) return undefined;
  const text = `Only monitored numbers can be remediated, and ${others.join(', ')} is not. Add it to the monitoring first.`;
  return { reply: context.refuse('conflict', text, { fields: { phone_numbers: text } }) };
};

const tooSoonRefusal = (
  asked: readonly string[],
  { records, exchange: { now }, refuse }: HandlerContext,
): Outcome | undefined => {
  const recent = records
    .list<Remediation>(REMEDIATIONS.name)
    .filter(({ created_at }) => now < created_at + AGAIN_MS)
    .flatMap(({ numbers, created_at }) => numbers.map(({ phone_number }) => ({ phone_number, created_at })))
    .find(({ phone_number }) => asked.includes(phone_number));
  if (recent === undefined) return undefined;
  const again = new Date(recent.created_at + AGAIN_MS).toISOString();
  const text = `${recent.phone_number} was remediated less than 14 days ago; it can be again from ${again}.`;
  return { reply: refuse('conflict', text, { fields: { phone_numbers: text } }) };
};

export const remediationOnDue: Readonly<Record<string, JobHandler>> = {
  [COMPLETES]: ({ job, records }) => {
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

/** The vendors tell what they have taken off. What was never checked waits for its first check. */
const cleared = (number: MonitoredNumber, at: Instant): MonitoredNumber =>
  number.spam_risk === null ? number : { ...number, spam_risk: 'LOW', last_refreshed_at: at };
