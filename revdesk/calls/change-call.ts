import type { Decision, Job, Instant, RecordView } from '../../mock/index.ts';
import { announce } from '../webhooks/announce.ts';
import type { EventType } from '../webhooks/subscription.ts';
import type { Call } from './call.ts';
import { isOver, putCall } from './call.ts';
import { byItself } from './call-table.ts';

/** What is known where a call changes. */
interface ChangeContext {
  readonly records: RecordView;
  readonly at: Instant;
  readonly schedule?: readonly Job[];
}

/** Takes a call from one state to the next, or makes one, and tells of it. */
export const changeCall = (
  before: Call | undefined,
  after: Call,
  { records, at, schedule = [] }: ChangeContext,
): Decision => {
  // Whoever is told has no scopes of its own, so a recording's URL is left for who may read it.
  const data = byItself(after, records, { now: at, mayHear: false });
  const happening = { organization: after.organization, subject: after.id, at, data };
  return {
    changes: [putCall(after)],
    schedule,
    emits: eventsOf(before, after).flatMap((type) => announce(records, { ...happening, type })),
  };
};

/** Documented: `call_completed` tells of every end, and what it came to besides, if to nothing. A ticket is no call yet. */
const eventsOf = (before: Call | undefined, after: Call): readonly EventType[] => {
  if (after.started_at === null) return [];
  const starts = (before?.started_at ?? null) === null;
  const ends = isOver(after) && !(before && isOver(before));
  return [
    ...(starts ? ['new_call' as const] : []),
    ...(ends ? (['call_completed', ...dispositionOf(after)] as const) : []),
  ];
};

const dispositionOf = ({ failure_code }: Call): readonly EventType[] =>
  failure_code === null ? [] : [DISPOSITIONS.get(failure_code) ?? 'call_failed'];

const DISPOSITIONS: ReadonlyMap<string, EventType> = new Map<string, EventType>([
  ['busy', 'call_busy'],
  ['no_answer', 'call_no_answer'],
  ['voicemail', 'call_voicemail'],
]);
