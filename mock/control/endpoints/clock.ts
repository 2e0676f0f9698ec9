import type { Clock } from '../../state/clock.ts';
import { instantOf, LAST_INSTANT, putClock, readClock, resume, setTo } from '../../state/clock.ts';
import { MAX_JOBS_PER_RUN } from '../../world/run-due-jobs.ts';
import type { CompletedJob } from '../../state/schedule.ts';
import type { ControlAnswer } from '../../control-endpoint.ts';
import type { EngineEndpoint, EngineEndpointContext } from '../control-context.ts';

const INSTANT = { type: 'string', format: 'date-time' };

const DUE = { at: INSTANT, kind: { type: 'string' }, subject: { type: 'string' } };

const STATE = {
  now: INSTANT,
  mode: { enum: ['running', 'frozen'] },
  next: { type: ['object', 'null'], properties: DUE, description: 'What happens next by itself, if anything.' },
};

const CLOCK = { type: 'object', required: ['now', 'mode', 'next'], properties: STATE };

const MOVED = {
  type: 'object',
  required: ['now', 'mode', 'next', 'happened'],
  properties: {
    ...STATE,
    happened: { type: 'array', items: { type: 'object', properties: DUE }, description: 'What fell due, in order.' },
    more: { const: true, description: 'There was too much for one call. The rest happens with the next.' },
  },
};

/** About the world's time. */
export const clockEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/clock',
    summary: "The world's time, whether it stands still, and what happens next.",
    access: 'guarded',
    output: CLOCK,
    run: (context) => ({ body: clockBody(context, readClock(context.records)) }),
  },
  {
    method: 'POST',
    path: '/clock/freeze',
    summary: 'Makes the clock stand still, now or at a given instant.',
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
    summary: 'Moves the clock forward, and carries out what falls due on the way, in order.',
    access: 'guarded',
    input: {
      type: 'object',
      additionalProperties: false,
      properties: {
        seconds: { type: 'number', minimum: 0, maximum: 1e10, description: 'By how much.' },
        to: { const: 'next', description: 'To the next thing that is due.' },
      },
    },
    output: MOVED,
    run: (context) => {
      const { seconds, to } = context.input as { readonly seconds?: number; readonly to?: 'next' };
      if ((seconds === undefined) === (to === undefined))
        return { refused: context.refuse('invalid_request', 'Say "seconds", or "to": "next".') };
      const next = context.control.world.nextJob?.at ?? context.now;
      return moveTo(context, seconds === undefined ? next : context.now + seconds * 1000);
    },
  },
  {
    method: 'POST',
    path: '/clock/resume',
    summary: 'Lets a frozen clock run on from the instant that it shows.',
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
  if (!(Math.abs(at) <= LAST_INSTANT)) return { refused: refuse('invalid_request', NO_INSTANT) };
  const current = readClock(records);
  const clock: Clock = mode === 'frozen' ? { mode, at } : setTo(current, at, control.wall);
  const settled = at > now ? control.runDueJobs(at) : [];
  const isCutShort = settled.length >= MAX_JOBS_PER_RUN;
  const body = { ...clockBody(context, clock), happened: settled.map(happened), ...(isCutShort && { more: true }) };
  return { changes: [putClock(clock)], body };
};

/** ECMA-262, time values. */
const NO_INSTANT = 'The clock cannot show that instant: it knows no leap seconds, and ends on 13 September 275760.';

const happened = ({ job, changes }: CompletedJob): object => ({
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
