import type { Handler, HandlerContext, Reply } from '../../mock/index.ts';
import { CONTACTS } from '../contacts/contact.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { missing, rowIn } from '../table/table.ts';
import { announceTask } from './announce-task.ts';
import { FIRST_TOUCH_MS, TASK_EXPIRES, TASK_IS_TOUCHED } from './jobs.ts';
import type { Task } from './task.ts';
import { putTask, summaryOf } from './task.ts';

interface TaskRequest {
  readonly type: string;
  readonly objective: string;
  readonly contact_id?: string;
  readonly opportunity_id?: string;
  readonly deadline?: unknown;
  readonly success_criteria?: { readonly outcome_kinds?: readonly string[] };
  readonly guardrails?: { readonly channels?: readonly string[]; readonly max_touches?: number };
}

/** `POST /v1/tasks`: delegates an outcome. The first contact attempt is automatic; the tester controls everything after it. */
export const createTask: Handler = (context) => {
  const { exchange, records } = context;
  const request = requestBodyOf<TaskRequest>(context);
  if (request.contact_id !== undefined && rowIn(CONTACTS, context, request.contact_id) === undefined)
    return missing(CONTACTS, context, request.contact_id);
  const deadline = deadlineIn(request.deadline);
  if (deadline === undefined || (deadline !== null && deadline <= exchange.now))
    return { reply: deadlineRefusal(context, request.deadline) };
  const task = taskOf(request, deadline, context);
  const allowsTouch = (request.guardrails?.max_touches ?? 1) >= 1;
  return {
    reply: data(summaryOf(task)),
    changes: [putTask(task)],
    schedule: [
      ...(allowsTouch ? [{ at: exchange.now + FIRST_TOUCH_MS, kind: TASK_IS_TOUCHED, subject: task.id }] : []),
      ...(deadline === null ? [] : [{ at: deadline, kind: TASK_EXPIRES, subject: task.id }]),
    ],
    emits: announceTask(records, task, 'job_started', exchange.now),
  };
};

const taskOf = (
  request: TaskRequest,
  deadline: number | null,
  { random, exchange: { caller, now } }: HandlerContext,
): Task => ({
  id: random.id('tsk_'),
  organization: caller.organization,
  type: request.type,
  status: 'OPEN',
  objective: request.objective,
  contact_id: request.contact_id ?? null,
  opportunity_id: request.opportunity_id ?? null,
  deadline,
  created_at: now,
  closed_at: null,
  channels: request.guardrails?.channels ?? [],
  outcome_kinds: request.success_criteria?.outcome_kinds ?? [],
  events: [{ occurred_at: now, row_type: 'created', actor: caller.label, channel: null, body: request.objective }],
  outcomes: [],
});

/** The schema does not define the format of a deadline; the sandbox accepts RFC 3339, as in replies, or a date. `undefined`: neither. */
const deadlineIn = (deadline: unknown): number | null | undefined => {
  if (deadline === undefined || deadline === null) return null;
  if (typeof deadline !== 'string' || !/^\d{4}-\d\d-\d\d(?:T[\d:.]{5,20}(?:Z|[+-]\d\d:\d\d))?$/.test(deadline))
    return undefined;
  const at = Date.parse(deadline);
  return Number.isNaN(at) ? undefined : at;
};

const deadlineRefusal = ({ refuse, exchange: { now } }: HandlerContext, found: unknown): Reply => {
  const text = `Expected a time in RFC 3339 after ${new Date(now).toISOString()}, found ${JSON.stringify(found).slice(0, 100)}.`;
  return refuse('invalid_request', `deadline: ${text}`, { fields: { deadline: text } });
};
