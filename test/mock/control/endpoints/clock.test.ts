import { expect, test } from 'vitest';
import type { Reply } from '../../../../mock/index.ts';
import { codeOf, dataOf } from '../../../support/code-of.ts';
import type { ControlHarness } from '../open-control.ts';
import { openControl } from '../open-control.ts';

const nowIn = ({ control }: ControlHarness): unknown =>
  (control('GET', '/clock').body as { readonly now: unknown }).now;

/** A sandbox with a call that is dialed at the start: it is answered after 1 s, and expires after 4 h. */
const withCall = async (): Promise<ControlHarness & { readonly callId: string }> => {
  const harness = await openControl();
  const { token, call_id } = dataOf(harness.send());
  for (const step of ['connect', 'dial']) harness.control('POST', `/gateway/${step}`, {}, { bearer: token });
  return { ...harness, callId: call_id };
};

test('follows the wall clock by default', async () => {
  const harness = await openControl();
  harness.pass(90);

  expect(harness.control('GET', '/clock').body).toEqual({
    now: '2026-01-01T00:01:30.000Z',
    mode: 'running',
    next: null,
  });
});

test('stops when it is frozen', async () => {
  const harness = await openControl();
  harness.pass(1);

  expect(harness.control('POST', '/clock/freeze').body).toMatchObject({
    now: '2026-01-01T00:00:01.000Z',
    mode: 'frozen',
  });
  harness.pass(3600);

  expect(nowIn(harness)).toBe('2026-01-01T00:00:01.000Z');
  expect(harness.send().headers['date']).toBe('Thu, 01 Jan 2026 00:00:01 GMT');
});

test.for([
  ['2030-05-06T07:08:09Z', '2030-05-06T07:08:09.000Z'],
  ['2030-05-06T07:08:09.123Z', '2030-05-06T07:08:09.123Z'],
  ['2030-05-06T07:08:09+02:00', '2030-05-06T05:08:09.000Z'],
  ['2030-05-06t07:08:09z', '2030-05-06T07:08:09.000Z'],
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
])('freezes at %s', async ([at, shown]) => {
  const { control } = await openControl();

  expect(control('POST', '/clock/freeze', { at }).body).toMatchObject({ now: shown, mode: 'frozen' });
});

test.for(['tomorrow', '2030-05-06', '2030-02-30T00:00:00Z', '2016-12-31T23:59:60Z', 7])(
  'cannot freeze at %s',
  async (at) => {
    const harness = await openControl();

    expect(codeOf(harness.control('POST', '/clock/freeze', { at }))).toBe('validation_error');
    expect(nowIn(harness)).toBe('2026-01-01T00:00:00.000Z');
  },
);

test('resumes from the frozen instant', async () => {
  const harness = await openControl();
  harness.control('POST', '/clock/freeze', { at: '2030-01-01T00:00:00Z' });
  harness.pass(3600);

  expect(harness.control('POST', '/clock/resume').body).toMatchObject({
    now: '2030-01-01T00:00:00.000Z',
    mode: 'running',
  });
  harness.pass(5);

  expect(nowIn(harness)).toBe('2030-01-01T00:00:05.000Z');
});

test('advances while running and while frozen', async () => {
  const harness = await openControl();

  harness.control('POST', '/clock/advance', { seconds: 60 });
  harness.pass(1);
  expect(nowIn(harness)).toBe('2026-01-01T00:01:01.000Z');

  harness.control('POST', '/clock/freeze');
  harness.control('POST', '/clock/advance', { seconds: 0.5 });
  harness.pass(1);
  expect(nowIn(harness)).toBe('2026-01-01T00:01:01.500Z');
});

test('runs due jobs in order, each at its own instant', async () => {
  const { control, callId } = await withCall();

  const { body } = control('POST', '/clock/advance', { seconds: 14_400 });

  expect(body).toMatchObject({
    now: '2026-01-01T04:00:00.000Z',
    next: null,
    happened: [
      { at: '2026-01-01T00:00:01.000Z', kind: 'call answers', subject: callId },
      { at: '2026-01-01T04:00:00.000Z', kind: 'call expires', subject: callId },
    ],
  });
  expect(control('GET', `/calls/${callId}`).body).toMatchObject({
    answered_at: '2026-01-01T00:00:01.000Z',
    ended_at: '2026-01-01T04:00:00.000Z',
  });
});

test('lists the changes of each job', async () => {
  const { control, callId } = await withCall();

  expect(control('POST', '/clock/advance', { seconds: 1 }).body).toMatchObject({
    happened: [
      {
        changes: [
          { kind: 'remove', collection: 'agenda' },
          { kind: 'put', collection: 'calls', id: callId },
        ],
      },
    ],
  });
});

test('advances to the next job, and stays if there is none', async () => {
  const { control, callId } = await withCall();
  const next = (): Reply => control('POST', '/clock/advance', { to: 'next' });

  expect(control('GET', '/clock').body).toMatchObject({ next: { kind: 'call answers', subject: callId } });
  expect(next().body).toMatchObject({ now: '2026-01-01T00:00:01.000Z', happened: [{ kind: 'call answers' }] });
  expect(next().body).toMatchObject({ now: '2026-01-01T04:00:00.000Z', happened: [{ kind: 'call expires' }] });
  expect(next().body).toMatchObject({ now: '2026-01-01T04:00:00.000Z', happened: [] });
});

test('freezing at a later instant runs the jobs that are due until then', async () => {
  const { control } = await withCall();

  expect(control('POST', '/clock/freeze', { at: '2026-01-01T00:00:30Z' }).body).toMatchObject({
    happened: [{ kind: 'call answers' }],
  });
});

test('freezing at an earlier instant does not undo jobs', async () => {
  const { control, callId } = await withCall();
  control('POST', '/clock/advance', { seconds: 1 });

  expect(control('POST', '/clock/freeze', { at: '2025-01-01T00:00:00Z' }).body).toMatchObject({ happened: [] });
  expect(control('GET', `/calls/${callId}`).body).toMatchObject({ status: 'CONNECTED' });
});

test('moves the clock of its own world only', async () => {
  const harness = await openControl();

  harness.control('POST', '/clock/advance', { seconds: 60 }, { world: 'other' });

  expect(nowIn(harness)).toBe('2026-01-01T00:00:00.000Z');
});

test.for([
  [{}, 'Send either "seconds" or "to": "next".'],
  [{ seconds: 1, to: 'next' }, 'Send either "seconds" or "to": "next".'],
  [{ seconds: -1 }, 'seconds must be >= 0'],
  [{ seconds: '1' }, 'seconds must be number, and is string'],
  [{ seconds: 1e11 }, 'seconds must be <= 10000000000'],
  [{ to: 'never' }, 'to must be "next"'],
  [{ minutes: 1 }, 'minutes is not a known property; allowed: seconds, to'],
] as const)('cannot advance by %j', async ([input, problem]) => {
  const { control } = await openControl();

  const reply = control('POST', '/clock/advance', input);

  expect(reply.status).toBe(400);
  expect(reply.body).toMatchObject({ error: { message: expect.stringContaining(problem) } });
});

test('cannot advance beyond the last day of the calendar', async () => {
  const harness = await openControl();
  harness.control('POST', '/clock/freeze', { at: '9999-12-31T23:59:59Z' });
  const further = (): Reply => harness.control('POST', '/clock/advance', { seconds: 1e10 });

  const steps = Array.from({ length: 1000 }, further);

  expect(steps.at(0)?.status).toBe(200);
  expect(steps.at(-1)).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('ends on 13 September 275760') } },
  });
});

test('runs 10,000 jobs at a time, and reports that there are more', async () => {
  const harness = await openControl({ records: { max: 20_000 } });
  const agenda = Array.from({ length: 10_001 }, (_, n) => ({
    record: { id: `call ends ${n}`, at: Date.UTC(2026, 0, 2), kind: 'call ends', subject: String(n) },
  }));
  harness.control('PUT', '/snapshot', { version: 1, records: { agenda } });

  const { happened, more } = harness.control('POST', '/clock/advance', { seconds: 86_400 }).body as {
    readonly happened: readonly unknown[];
    readonly more?: boolean;
  };

  expect([happened.length, more]).toEqual([10_000, true]);
  expect(harness.control('POST', '/clock/advance', { seconds: 0 }).body).not.toHaveProperty('more');
  expect(harness.control('GET', '/clock').body).toMatchObject({ next: null });
});
