import type { Instant, JsonObject } from '../../../mock/index.ts';
import { shownTime } from '../../table/data.ts';
import type { Row, Table } from '../../table/table.ts';
import type { Progress } from './attempt-progress.ts';
import type { SessionMode } from './session-mode.ts';

/** What the tester's handset showed. */
export interface Observation {
  readonly id: string;
  readonly outcome: DisplayOutcome;
  readonly observed_label: string | null;
  readonly observed_at: Instant;
  readonly callback_verified: boolean;
}

export type DisplayOutcome =
  'CLEAN' | 'NUMBER_ONLY' | 'LOCATION' | 'WRONG_NAME' | 'SPAM' | 'SCAM' | 'BLOCKED' | 'NO_RING' | 'UNKNOWN';

/** One call of a session. Its progress is not stored here; it is read from the call. */
export type Attempt = Row & {
  readonly session: string;
  readonly participant_id: string;
  readonly carrier: string;
  readonly mode: SessionMode;
  readonly phone_id: number;
  readonly call_id: string;
  /** Why the attempt does not count as evidence; null if it counts. */
  readonly evidence_exclusion_reason: string | null;
  readonly observation: Observation | null;
};

export const ATTEMPTS: Table<Attempt> = {
  name: 'number_health_attempts',
  noun: 'test attempt',
  show: ({ id, call_id }) => ({ id, call_id }),
};

export const showAttempt = (attempt: Attempt, progress: Progress, phone_number: string): JsonObject => ({
  id: attempt.id,
  phone_id: attempt.phone_id,
  phone_number,
  status: progress.status,
  mode: attempt.mode,
  evidence_eligible: attempt.evidence_exclusion_reason === null,
  evidence_exclusion_reason: attempt.evidence_exclusion_reason,
  duration_seconds: progress.outbound_seconds ?? progress.inbound_seconds,
  inbound_duration_seconds: progress.inbound_seconds,
  outbound_duration_seconds: progress.outbound_seconds,
  display_outcome: attempt.observation?.outcome ?? null,
  observed_label: attempt.observation?.observed_label ?? null,
  callback_verified: progress.callback_verified,
  created_at: shownTime(attempt.created_at),
});
