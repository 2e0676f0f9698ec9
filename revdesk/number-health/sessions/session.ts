import type { Change, Instant, JsonObject, RecordView } from '../../../mock/index.ts';
import { put } from '../../../mock/index.ts';
import { shownTime, shownTimeOrNull } from '../../table/data.ts';
import type { Row, Table } from '../../table/table.ts';
import { numbersById } from '../sets/number-set.ts';
import { progressOf } from './attempt-progress.ts';
import type { Attempt } from './attempt.ts';
import { ATTEMPTS, showAttempt } from './attempt.ts';
import type { SessionMode } from './session-mode.ts';

export interface TestScope {
  readonly kind: 'ALL' | 'TEAM' | 'NUMBER_SET' | 'AREA_CODE' | 'FLAGGED' | 'NEEDS_DATA';
  readonly value?: string;
}

/** A round of test calls with one tester. */
export type Session = Row & {
  readonly participant_id: string;
  readonly tester_alias: string;
  readonly tester_phone: string;
  readonly tester_carrier: string;
  readonly mode: SessionMode;
  readonly status: 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'CANCELLED';
  readonly scope: TestScope;
  readonly compare_alternates: boolean;
  readonly phone_ids: readonly number[];
  readonly completed_at: Instant | null;
};

export const isClosed = ({ status }: Session): boolean => status === 'COMPLETED' || status === 'CANCELLED';

export const attemptsOf = (session: Session, records: RecordView): readonly Attempt[] =>
  records.list<Attempt>(ATTEMPTS.name).filter((attempt) => attempt.session === session.id);

const showSession = (session: Session, records: RecordView, now: Instant): JsonObject => {
  const { id, participant_id, tester_alias, tester_phone, tester_carrier, mode, status } = session;
  const { scope, compare_alternates, phone_ids, created_at, completed_at } = session;
  const numbers = numbersById(records);
  const attempts = attemptsOf(session, records).map((attempt) => ({
    attempt,
    progress: progressOf(records, attempt, now),
  }));
  const completed = attempts.filter(({ progress }) => progress.status === 'COMPLETED');
  const done = new Set(completed.map(({ attempt }) => attempt.phone_id));
  return {
    id,
    participant_id,
    tester_alias,
    tester_phone,
    tester_carrier,
    mode,
    status,
    compare_alternates,
    scope: { ...scope, phoneIds: phone_ids },
    current_phone_id: isClosed(session) ? null : (phone_ids.find((phone) => !done.has(phone)) ?? null),
    phone_ids,
    started_at: shownTime(created_at),
    completed_at: shownTimeOrNull(completed_at),
    attempts: attempts.map(({ attempt, progress }) =>
      showAttempt(attempt, progress, numbers.get(attempt.phone_id)?.id ?? ''),
    ),
  };
};

export const SESSIONS: Table<Session> = {
  name: 'number_health_sessions',
  noun: 'test session',
  inheritsFromParent: true,
  show: (session, { records, exchange: { now } }) => showSession(session, records, now),
};

/** When the collection is full, closed sessions are evicted first. */
export const putSession = (session: Session): Change =>
  put(SESSIONS.name, session, isClosed(session) ? { finished: true } : {});
