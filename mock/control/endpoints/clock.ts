import type { ControlAnswer } from '../../control-endpoint.ts';
import type { Clock } from '../../state/clock.ts';
import { instantOf, LAST_INSTANT, putClock, readClock, resume, setTo } from '../../state/clock.ts';
import type { CompletedJob } from '../../state/schedule.ts';
import { MAX_JOBS_PER_RUN } from '../../world/run-due-jobs.ts';
import type { EngineEndpoint, EngineEndpointContext } from '../control-context.ts';

const INSTANT = { type: 'string', format: 'date-time' };

const JOB = { at: INSTANT, kind: { type: 'string' }, subject: { type: 'string' } };

const STATE = {
  now: INSTANT,
  mode: { enum: ['running', 'frozen'] },
  next: { type: ['object', 'null'], properties: JOB, description: 'The next scheduled job; null if there is none.' },
};

const CLOCK = { type: 'object', required: ['now', 'mode', 'next'], properties: STATE };

const MOVED = {
  type: 'object',
  required: ['now', 'mode', 'next', 'happened'],
  properties: {
    ...STATE,
    happened: {
      type: 'array',
      items: { type: 'object', properties: JOB },
      description: 'The jobs that ran, in order.',
    },
    more: { const: true, description: 'More jobs are due than one call runs. The next call runs the rest.' },
  },
};

/** Endpoints for the world's clock. */
export const clockEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/clock',
    summary: "Returns the world's time, whether its clock is frozen, and the next scheduled job.",
    access: 'guarded',
    output: CLOCK,
    run: (context) => ({ body: clockBody(context, readClock(context.records)) }),
  },
  {
    method: 'POST',
    path: '/clock/freeze',
    summary: 'Freezes the clock, now or at a given instant.',
    access: 'guarded',
    input: {
      type: 'object',
      additionalProperties: false,
      properties: { at: { ...INSTANT, description: 'RFC 3339. Absent: now.' } },
    },
    output: MOVED,
    run: (context) => {
      const { at } = context.input as { readonly at?: string };
      return moveTo(context, at === undefined ? context.now : Date.parse(at), 'frozen');
    },
  },
  {
    method: 'POST',
    path: '/clock/advance',
    summary: 'Moves the clock forward, and runs the jobs that become due, in order.',
    access: 'guarded',
    input: {
      type: 'object',
      additionalProperties: false,
      properties: {
        seconds: { type: 'number', minimum: 0, maximum: 1e10, description: 'The number of seconds.' },
        to: { const: 'next', description: 'Advances to the next scheduled job.' },
      },
    },
    output: MOVED,
    run: (context) => {
      const { seconds, to } = context.input as { readonly seconds?: number; readonly to?: 'next' };
      if ((seconds === undefined) === (to === undefined))
        return { refused: context.refuse('invalid_request', 'Send either "seconds" or "to": "next".') };
      const next = context.control.world.nextJob?.at ?? context.now;
      return moveTo(context, seconds === undefined ? next : context.now + seconds * 1000);
    },
  },
  {
    method: 'POST',
    path: '/clock/resume',
    summary: 'Resumes a frozen clock from its current instant.',
    access: 'guarded',
    output: CLOCK,
    run: (context) => {
      const clock = resume(readClock(context.records), context.control.wall);
      return { changes: [putClock(clock)], body: clockBody(context, clock) };
    },
  },
];

const moveTo = (context: EngineEndpointContext, at: number, mode?: 'frozen'): ControlAnswer => {
  const { control, records, refuse, now } = context;
  if (!(Math.abs(at) <= LAST_INSTANT)) return { refused: refuse('invalid_request', UNSUPPORTED_INSTANT) };
  const current = readClock(records);
  const clock: Clock = mode === 'frozen' ? { mode, at } : setTo(current, at, control.wall);
  const completedJobs = at > now ? control.runDueJobs(at) : [];
  const isCutShort = completedJobs.length >= MAX_JOBS_PER_RUN;
  const body = {
    ...clockBody(context, clock),
    happened: completedJobs.map(jobBody),
    ...(isCutShort && { more: true }),
  };
  return { changes: [putClock(clock)], body };
};

/** ECMA-262, time values. */
const UNSUPPORTED_INSTANT =
  'The clock cannot be set to that instant: it does not support leap seconds, and ends on 13 September 275760.';

const jobBody = ({ job, changes }: CompletedJob): object => ({
  at: new Date(job.at).toISOString(),
  kind: job.kind,
  subject: job.subject,
  changes: changes.map(({ kind, collection, id }) => ({ kind, collection, id })),
});

const clockBody = ({ control }: EngineEndpointContext, clock: Clock): object => {
  const next = control.world.nextJob;
  return {
    now: new Date(instantOf(clock, control.wall)).toISOString(),
    mode: clock.mode,
    next: next ? { at: new Date(next.at).toISOString(), kind: next.kind, subject: next.subject } : null,
  };
};
