import type { Change, Instant, JsonObject } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { shownTime, shownTimeOrNull } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';

export type TaskStatus = 'OPEN' | 'PAUSED' | 'ACHIEVED' | 'ABANDONED' | 'EXPIRED';

/** A delegated outcome. */
export type Task = Row & {
  readonly type: string;
  readonly status: TaskStatus;
  readonly objective: string;
  readonly contact_id: string | null;
  readonly opportunity_id: string | null;
  readonly deadline: Instant | null;
  readonly closed_at: Instant | null;
  readonly channels: readonly string[];
  /** The kinds of outcome that achieve the task. If empty, any kind does. */
  readonly outcome_kinds: readonly string[];
  readonly events: readonly TaskEvent[];
  readonly outcomes: readonly TaskOutcome[];
};

/** An event in the history of a task. */
export interface TaskEvent {
  readonly occurred_at: Instant;
  readonly row_type: 'created' | 'touch' | 'outcome' | 'closed';
  readonly actor: string | null;
  readonly channel: string | null;
  readonly body: string;
}

export interface TaskOutcome {
  readonly id: string;
  readonly kind: string;
  readonly occurred_at: Instant;
  readonly value: number | null;
  readonly billable: boolean;
}

/** A task as shown in a list. */
export const summaryOf = (task: Task): JsonObject => {
  const { id, type, status, objective, contact_id, opportunity_id, deadline, created_at, closed_at } = task;
  return {
    id,
    type,
    status,
    objective,
    contact_id,
    opportunity_id,
    deadline: shownTimeOrNull(deadline),
    created_at: shownTime(created_at),
    closed_at: shownTimeOrNull(closed_at),
  };
};

const detailsOf = (task: Task): JsonObject => {
  const { opportunity_id: _, ...summary } = summaryOf(task);
  return { ...summary, events: task.events.map(showEvent), outcomes: task.outcomes.map(showOutcome) };
};

const showEvent = ({ occurred_at, ...event }: TaskEvent, index: number): JsonObject => ({
  ...event,
  seq: index + 1,
  occurred_at: shownTime(occurred_at),
  system: null,
});

/** In the sandbox, outcomes are never billed or disputed. */
const showOutcome = ({ occurred_at, ...outcome }: TaskOutcome): JsonObject => ({
  ...outcome,
  occurred_at: shownTime(occurred_at),
  billed_at: null,
  billed_amount: null,
  attribution_mode: 'direct',
  disputed_at: null,
  evidence: [],
});

/** The tasks, under both of their names. */
export const TASKS: Table<Task> = { name: 'tasks', noun: 'task', show: detailsOf, list: summaryOf };

export const isOpen = ({ status }: Task): boolean => status === 'OPEN';

/** When the collection is full, closed tasks are evicted first. */
export const putTask = (task: Task): Change => put(TASKS.name, task, isOpen(task) ? {} : { finished: true });

export const withEvent = (task: Task, event: TaskEvent): Task => ({ ...task, events: [...task.events, event] });

export const close = (task: Task, status: TaskStatus, now: Instant, actor: string | null): Task => ({
  ...withEvent(task, {
    occurred_at: now,
    row_type: 'closed',
    actor,
    channel: null,
    body: `The task is ${status}.`,
  }),
  status,
  closed_at: now,
});
