import type { Decision, Instant, Job, RecordView } from '../../mock/index.ts';
import { announce } from '../webhooks/announce.ts';
import type { EventType } from '../webhooks/subscription.ts';
import { callDetails } from './call-table.ts';
import type { Call } from './call.ts';
import { isOver, putCall } from './call.ts';

/** The records, time and scheduled jobs of a change. */
interface ChangeContext {
  readonly records: RecordView;
  readonly at: Instant;
  readonly schedule?: readonly Job[];
}

/** Moves a call to its next state, or creates it, and emits the events. */
export const changeCall = (
  before: Call | undefined,
  after: Call,
  { records, at, schedule = [] }: ChangeContext,
): Decision => {
  // A webhook receiver has no scopes, so the event omits the recording's URL.
  const data = callDetails(after, records, { now: at, canReadRecordings: false });
  const event = { organization: after.organization, subject: after.id, at, data };
  return {
    changes: [putCall(after)],
    schedule,
    emits: eventsOf(before, after).flatMap((type) => announce(records, { ...event, type })),
  };
};

/** Documented: `call_completed` reports every end; a failed call also emits an event for its failure. A ticket is not a call yet. */
const eventsOf = (before: Call | undefined, after: Call): readonly EventType[] => {
  if (after.started_at === null) return [];
  const starts = (before?.started_at ?? null) === null;
  const ends = isOver(after) && !(before && isOver(before));
  return [
    ...(starts ? ['new_call' as const] : []),
    ...(ends ? (['call_completed', ...failureEventsOf(after)] as const) : []),
  ];
};

const failureEventsOf = ({ failure_code }: Call): readonly EventType[] =>
  failure_code === null ? [] : [FAILURE_EVENTS.get(failure_code) ?? 'call_failed'];

const FAILURE_EVENTS: ReadonlyMap<string, EventType> = new Map<string, EventType>([
  ['busy', 'call_busy'],
  ['no_answer', 'call_no_answer'],
  ['voicemail', 'call_voicemail'],
]);
