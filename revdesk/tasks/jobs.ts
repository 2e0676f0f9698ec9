import type { Decision, JobHandler } from '../../mock/index.ts';
import { announceTask } from './announce-task.ts';
import type { Task } from './task.ts';
import { close, isOpen, putTask, TASKS, withEvent } from './task.ts';

/** The job kinds of tasks. */
export const TASK_IS_TOUCHED = 'task is touched';
export const TASK_EXPIRES = 'task expires';

/** The delay before the first contact attempt. Not documented. */
export const FIRST_TOUCH_MS = 60_000;

/** Applies a change to a task, unless the task has been closed or evicted since. */
const changeOpenTask =
  (type: 'job_progressed' | 'job_completed', change: (task: Task, at: number) => Task): JobHandler =>
  ({ job, records }): Decision => {
    const before = records.get<Task>(TASKS.name, job.subject);
    if (before === undefined || !isOpen(before)) return {};
    const task = change(before, job.at);
    return { changes: [putTask(task)], emits: announceTask(records, task, type, job.at) };
  };

const touch = (task: Task, at: number): Task => {
  const [channel = 'voice'] = task.channels;
  return withEvent(task, {
    occurred_at: at,
    row_type: 'touch',
    actor: 'agent',
    channel,
    body: 'Reached out, no answer.',
  });
};

export const jobHandlers: Readonly<Record<string, JobHandler>> = {
  [TASK_IS_TOUCHED]: changeOpenTask('job_progressed', touch),
  [TASK_EXPIRES]: changeOpenTask('job_completed', (task, at) => close(task, 'EXPIRED', at, null)),
};
