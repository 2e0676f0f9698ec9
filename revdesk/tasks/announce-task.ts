import type { Emission, Instant, RecordView } from '../../mock/index.ts';
import { announce } from '../webhooks/announce.ts';
import type { Task } from './task.ts';
import { summaryOf } from './task.ts';

/** Announces a change of a task. The event types use the old name of tasks (jobs). */
export const announceTask = (
  records: RecordView,
  task: Task,
  type: 'job_started' | 'job_progressed' | 'job_outcome_recorded' | 'job_completed',
  at: Instant,
): readonly Emission[] =>
  announce(records, {
    organization: task.organization,
    type,
    // Several events may occur at the same instant of a frozen clock, and each needs its own id.
    subject: `${task.id} ${task.events.length}`,
    at,
    data: summaryOf(task),
  });
