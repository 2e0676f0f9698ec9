import type { Emission, Instant, RecordView } from '../../mock/index.ts';
import { announce } from '../webhooks/announce.ts';
import type { Task } from './task.ts';
import { summaryOf } from './task.ts';

/** Tells of a task. The events go by its old name. */
export const announceTask = (
  records: RecordView,
  task: Task,
  type: 'job_started' | 'job_progressed' | 'job_outcome_recorded' | 'job_completed',
  at: Instant,
): readonly Emission[] =>
  announce(records, {
    organization: task.organization,
    type,
    // Several may happen at one instant of a clock that stands still; each is an event of its own.
    subject: `${task.id} ${task.events.length}`,
    at,
    data: summaryOf(task),
  });
