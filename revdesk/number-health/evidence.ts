import type { Instant, JsonObject, RecordView } from '../../mock/index.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { monitored } from '../reputation/monitored-number.ts';
import { DAY_MS, dayOf } from '../table/day.ts';
import { POLICY } from './policy.ts';
import type { Progress } from './sessions/attempt-progress.ts';
import { progressOf } from './sessions/attempt-progress.ts';
import type { Attempt, DisplayOutcome, Observation } from './sessions/attempt.ts';
import { ATTEMPTS } from './sessions/attempt.ts';
import type { Membership } from './sets/number-set.ts';
import { membershipsIn } from './sets/number-set.ts';

export type EvidenceState = 'CLEAN_OBSERVED' | 'NEEDS_DATA' | 'WATCH' | 'FLAGGED' | 'SETUP_INCOMPLETE' | 'RETIRED';

/** What the test calls in the history window show about a number. */
export interface Evidence {
  readonly state: EvidenceState;
  readonly health_warning: string | null;
  readonly qualifying_calls: number;
  readonly callback_verified: boolean;
  readonly tests: readonly Test[];
}

/** An attempt and its progress. */
interface Test {
  readonly attempt: Attempt;
  readonly progress: Progress;
}

/** Returns a function that computes the evidence of a number. Data shared by all numbers is read once. */
export const evidenceIn = (records: RecordView, now: Instant): ((number: PhoneNumber) => Evidence) => {
  const since = now - POLICY.history_window_days * DAY_MS;
  const recent = records.list<Attempt>(ATTEMPTS.name).filter(({ created_at }) => created_at > since);
  const attempts = Map.groupBy(recent, ({ phone_id }) => phone_id);
  const memberships = membershipsIn(records);
  return (number) => {
    const tests = (attempts.get(number.phone_id) ?? []).map((attempt) => ({
      attempt,
      progress: progressOf(records, attempt, now),
    }));
    const qualifying = tests.filter(qualifies);
    const worst = worstOf(tests);
    const isSpam = monitored(records, number.id)?.spam_risk === 'HIGH';
    return {
      state: stateOf(number, memberships.get(number.phone_id), isSpam ? 'SPAM' : worst, meetsPolicy(qualifying)),
      health_warning: isSpam ? 'The reputation vendors report a HIGH spam risk.' : warningOf(worst),
      qualifying_calls: qualifying.length,
      callback_verified: tests.some(({ progress }) => progress.callback_verified),
      tests,
    };
  };
};

const isEvidence = ({ attempt }: Test): boolean => attempt.evidence_exclusion_reason === null;

const qualifies = (test: Test): boolean =>
  isEvidence(test) &&
  test.progress.status === 'COMPLETED' &&
  (test.progress.outbound_seconds ?? 0) >= POLICY.duration_target_seconds;

/** Whether there are enough calls, by enough testers, on enough days, and at least one observation is CLEAN. */
const meetsPolicy = (qualifying: readonly Test[]): boolean =>
  qualifying.length >= POLICY.qualifying_calls &&
  new Set(qualifying.map(({ attempt }) => attempt.participant_id)).size >= POLICY.consented_testers &&
  new Set(qualifying.map(({ attempt }) => dayOf(attempt.created_at))).size >= POLICY.active_days &&
  qualifying.some(({ attempt }) => attempt.observation?.outcome === 'CLEAN');

const FLAGS: ReadonlySet<DisplayOutcome | undefined> = new Set(['SPAM', 'SCAM', 'BLOCKED']);
const DOUBTS: ReadonlySet<DisplayOutcome | undefined> = new Set(['WRONG_NAME', 'NO_RING']);

/** The worst of the last observations of each tester; `undefined` if none of them is bad. */
const worstOf = (tests: readonly Test[]): DisplayOutcome | undefined => {
  const latest = new Map<string, Observation>();
  for (const { attempt } of tests.filter(isEvidence)) {
    const known = latest.get(attempt.participant_id);
    if (attempt.observation !== null && attempt.observation.observed_at >= (known?.observed_at ?? 0))
      latest.set(attempt.participant_id, attempt.observation);
  }
  const outcomes = [...latest.values()].map(({ outcome }) => outcome);
  return outcomes.find((outcome) => FLAGS.has(outcome)) ?? outcomes.find((outcome) => DOUBTS.has(outcome));
};

const stateOf = (
  { active, verified }: PhoneNumber,
  membership: Membership | undefined,
  worst: DisplayOutcome | undefined,
  isTested: boolean,
): EvidenceState => {
  if (membership?.member.state === 'RETIRED') return 'RETIRED';
  if (!active || !verified || membership?.member.state === 'PREPARING') return 'SETUP_INCOMPLETE';
  if (FLAGS.has(worst)) return 'FLAGGED';
  if (DOUBTS.has(worst)) return 'WATCH';
  return isTested ? 'CLEAN_OBSERVED' : 'NEEDS_DATA';
};

const warningOf = (worst: DisplayOutcome | undefined): string | null =>
  worst === undefined ? null : `The last test calls showed ${worst}.`;

/** The sandbox's own values; only `none` is documented. */
const ACTIONS: Readonly<Record<EvidenceState, string>> = {
  CLEAN_OBSERVED: 'none',
  NEEDS_DATA: 'run_test_calls',
  WATCH: 'repeat_test_calls',
  FLAGGED: 'use_another_number',
  SETUP_INCOMPLETE: 'finish_setup',
  RETIRED: 'none',
};

/** The health fields of every reply that names a number. */
export const showEvidence = ({ state, health_warning }: Evidence): JsonObject => ({
  evidence_state: state,
  health_warning,
  recommended_action: ACTIONS[state],
});
