import type { ControlAnswer, ControlEndpoint, EndpointContext, JsonObject } from '../../mock/index.ts';
import { announceTask } from './announce-task.ts';
import type { Task, TaskOutcome } from './task.ts';
import { close, happened, isOpen, putTask, summaryOf, TASKS } from './task.ts';

const SHOWN: JsonObject = {
  type: 'object',
  required: ['id', 'type', 'status', 'objective', 'created_at', 'closed_at'],
  properties: {
    id: { type: 'string' },
    type: { type: 'string' },
    status: { enum: ['OPEN', 'PAUSED', 'ACHIEVED', 'ABANDONED', 'EXPIRED'] },
    objective: { type: 'string' },
    created_at: { type: 'string' },
    closed_at: { type: ['string', 'null'] },
  },
};

/** How the pursuit of a task goes, which is for the tester to say. */
export const taskControls: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/tasks/{task_id}/progress',
    summary: 'Somebody is contacted, or something else happens on the way to what a task is to reach.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['body'],
      additionalProperties: false,
      properties: {
        body: { type: 'string', maxLength: 1_000, description: 'What happened.' },
        channel: {
          type: 'string',
          maxLength: 64,
          description: 'By which way, such as `voice` or `sms`; none if left out.',
        },
      },
    },
    output: SHOWN,
    run: (context) =>
      withOpenTask(context, (before) => {
        const { input, records, now } = context;
        const { body, channel = null } = input as { readonly body: string; readonly channel?: string };
        const task = happened(before, { occurred_at: now, row_type: 'touch', actor: 'agent', channel, body });
        return { ...changed(task), emits: announceTask(records, task, 'job_progressed', now) };
      }),
  },
  {
    method: 'POST',
    path: '/tasks/{task_id}/outcome',
    summary:
      'Something is reached. A kind that the success criteria name, or any if they name none, achieves the task.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['kind'],
      additionalProperties: false,
      properties: {
        kind: { type: 'string', maxLength: 200, description: 'Such as `appointment_booked`.' },
        value: { type: 'number', description: 'What it is worth; unknown if left out.' },
      },
    },
    output: SHOWN,
    run: (context) => withOpenTask(context, (task) => openTaskIn(task, context)),
  },
  {
    method: 'POST',
    path: '/tasks/{task_id}/abandon',
    summary: 'The task is given up.',
    access: 'guarded',
    output: SHOWN,
    run: (context) =>
      withOpenTask(context, (before) => {
        const { records, now } = context;
        const task = close(before, 'ABANDONED', now, 'agent');
        return { ...changed(task), emits: announceTask(records, task, 'job_completed', now) };
      }),
  },
];

/** What does not count is on record as well, is not billed, and leaves the task open. */
const openTaskIn = (before: Task, { input, records, now, random }: EndpointContext): ControlAnswer => {
  const { kind, value = null } = input as { readonly kind: string; readonly value?: number };
  const counts = before.outcome_kinds.length === 0 || before.outcome_kinds.includes(kind);
  const outcome: TaskOutcome = { id: random.id('out_'), kind, occurred_at: now, value, billable: counts };
  const event = { occurred_at: now, row_type: 'outcome', actor: 'agent', channel: null, body: kind } as const;
  const reached = { ...happened(before, event), outcomes: [...before.outcomes, outcome] };
  const task = counts ? close(reached, 'ACHIEVED', now, 'agent') : reached;
  return {
    ...changed(task),
    emits: [
      ...announceTask(records, task, 'job_outcome_recorded', now),
      ...(counts ? announceTask(records, task, 'job_completed', now) : []),
    ],
  };
};

const changed = (task: Task): { readonly changes: ReturnType<typeof putTask>[]; readonly body: unknown } => ({
  changes: [putTask(task)],
  body: summaryOf(task),
});

/** A bound on what one task may grow to. */
const MOST_EVENTS = 200;

const withOpenTask = (
  { path, records, refuse }: EndpointContext,
  run: (task: Task) => ControlAnswer,
): ControlAnswer => {
  const id = path.get('task_id') ?? '';
  const task = records.get<Task>(TASKS.name, id);
  if (task === undefined) return { refused: refuse('not_found', `No task is called ${id} in this world.`) };
  if (!isOpen(task)) return { refused: refuse('conflict', `The task is ${task.status}; it would have to be OPEN.`) };
  const isFull = task.events.length >= MOST_EVENTS;
  return isFull ? { refused: refuse('conflict', `The task has ${MOST_EVENTS} events, and takes no more.`) } : run(task);
};
