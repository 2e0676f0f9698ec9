import type { Decision, JobHandler } from '../../mock/index.ts';
import { announceTask } from './announce-task.ts';
import type { Task } from './task.ts';
import { close, happened, isOpen, putTask, TASKS } from './task.ts';

/** What happens to tasks by itself. */
export const TASK_IS_TOUCHED = 'task is touched';
export const TASK_EXPIRES = 'task expires';

/** How long until somebody is contacted. Not documented. */
export const FIRST_TOUCH_MS = 60_000;

/** Tasks that were closed in the meantime, or forgotten, are left alone. */
const toOpenTask =
  (type: 'job_progressed' | 'job_completed', change: (task: Task, at: number) => Task): JobHandler =>
  ({ job, records }): Decision => {
    const before = records.get<Task>(TASKS.name, job.subject);
    if (before === undefined || !isOpen(before)) return {};
    const task = change(before, job.at);
    return { changes: [putTask(task)], emits: announceTask(records, task, type, job.at) };
  };

const touch = (task: Task, at: number): Task => {
  const [channel = 'voice'] = task.channels;
  return happened(task, {
    occurred_at: at,
    row_type: 'touch',
    actor: 'agent',
    channel,
    body: 'Reached out, no answer.',
  });
};

export const jobHandlers: Readonly<Record<string, JobHandler>> = {
  [TASK_IS_TOUCHED]: toOpenTask('job_progressed', touch),
  [TASK_EXPIRES]: toOpenTask('job_completed', (task, at) => close(task, 'EXPIRED', at, null)),
};
