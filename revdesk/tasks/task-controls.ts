import type { ControlAnswer, ControlEndpoint, EndpointContext, JsonObject } from '../../mock/index.ts';
import { announceTask } from './announce-task.ts';
import type { Task, TaskOutcome } from './task.ts';
import { close, isOpen, putTask, summaryOf, TASKS, withEvent } from './task.ts';

const TASK_SCHEMA: JsonObject = {
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

/** Lets the tester report the progress and the outcome of a task. */
export const taskControls: readonly ControlEndpoint[] = [
  {
    method: 'POST',
    path: '/tasks/{task_id}/progress',
    summary: 'Records progress on a task, such as a contact attempt.',
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
          description: 'The channel, such as `voice` or `sms`; none by default.',
        },
      },
    },
    output: TASK_SCHEMA,
    run: (context) =>
      withOpenTask(context, (before) => {
        const { input, records, now } = context;
        const { body, channel = null } = input as { readonly body: string; readonly channel?: string };
        const task = withEvent(before, { occurred_at: now, row_type: 'touch', actor: 'agent', channel, body });
        return { ...save(task), emits: announceTask(records, task, 'job_progressed', now) };
      }),
  },
  {
    method: 'POST',
    path: '/tasks/{task_id}/outcome',
    summary:
      'Records an outcome. It achieves the task if its kind is among the success criteria, or if they name no kind.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['kind'],
      additionalProperties: false,
      properties: {
        kind: { type: 'string', maxLength: 200, description: 'The kind of outcome, such as `appointment_booked`.' },
        value: { type: 'number', description: 'The value of the outcome; unknown by default.' },
      },
    },
    output: TASK_SCHEMA,
    run: (context) => withOpenTask(context, (task) => recordOutcome(task, context)),
  },
  {
    method: 'POST',
    path: '/tasks/{task_id}/abandon',
    summary: 'Abandons a task.',
    access: 'guarded',
    output: TASK_SCHEMA,
    run: (context) =>
      withOpenTask(context, (before) => {
        const { records, now } = context;
        const task = close(before, 'ABANDONED', now, 'agent');
        return { ...save(task), emits: announceTask(records, task, 'job_completed', now) };
      }),
  },
];

/** Also records an outcome that does not achieve the task; it is not billable and leaves the task open. */
const recordOutcome = (before: Task, { input, records, now, random }: EndpointContext): ControlAnswer => {
  const { kind, value = null } = input as { readonly kind: string; readonly value?: number };
  const counts = before.outcome_kinds.length === 0 || before.outcome_kinds.includes(kind);
  const outcome: TaskOutcome = { id: random.id('out_'), kind, occurred_at: now, value, billable: counts };
  const event = { occurred_at: now, row_type: 'outcome', actor: 'agent', channel: null, body: kind } as const;
  const withOutcome = { ...withEvent(before, event), outcomes: [...before.outcomes, outcome] };
  const task = counts ? close(withOutcome, 'ACHIEVED', now, 'agent') : withOutcome;
  return {
    ...save(task),
    emits: [
      ...announceTask(records, task, 'job_outcome_recorded', now),
      ...(counts ? announceTask(records, task, 'job_completed', now) : []),
    ],
  };
};

const save = (task: Task): { readonly changes: ReturnType<typeof putTask>[]; readonly body: unknown } => ({
  changes: [putTask(task)],
  body: summaryOf(task),
});

/** Bounds the size of a task. */
const MAX_EVENTS = 200;

const withOpenTask = (
  { path, records, refuse }: EndpointContext,
  run: (task: Task) => ControlAnswer,
): ControlAnswer => {
  const id = path.get('task_id') ?? '';
  const task = records.get<Task>(TASKS.name, id);
  if (task === undefined) return { refused: refuse('not_found', `This world has no task ${id}.`) };
  if (!isOpen(task)) return { refused: refuse('conflict', `The task is ${task.status}; it must be OPEN.`) };
  const isFull = task.events.length >= MAX_EVENTS;
  return isFull
    ? { refused: refuse('conflict', `The task has ${MAX_EVENTS} events, which is the maximum.`) }
    : run(task);
};
