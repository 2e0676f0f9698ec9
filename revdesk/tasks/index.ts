import type { Area } from '../area.ts';
import { listing } from '../table/listing.ts';
import { showRow } from '../table/table.ts';
import { createTask } from './create-task.ts';
import { jobHandlers } from './jobs.ts';
import { taskControls } from './task-controls.ts';
import type { Task } from './task.ts';
import { TASKS } from './task.ts';

const list = listing<Task>(TASKS, {
  meta: 'none',
  order: 'newest first',
  filters: { status: ({ status }, expected) => status === expected },
});

/** Tasks, under their current name and their old one (jobs). */
export const tasks: Area = {
  handlers: {
    v1_tasks_get: list,
    v1_tasks_post: createTask,
    v1_tasks_taskId_get: showRow(TASKS, 'taskId'),
    v1_jobs_get: list,
    v1_jobs_post: createTask,
    v1_jobs_jobId_get: showRow(TASKS, 'jobId'),
  },
  jobHandlers,
  controls: taskControls,
  notes: {
    Tasks: [
      'The first contact attempt is after a minute, on the first channel that the guardrails allow. The tester reports outcomes with `POST /_sandbox/tasks/{task_id}/outcome`, or abandons the task with `POST /_sandbox/tasks/{task_id}/abandon`.',
      'An open task becomes EXPIRED when its deadline passes.',
    ],
  },
};
