import { expect, test } from 'vitest';
import type { Reply } from '../../../../mock/index.ts';
import { ISSUE, issueBody, PRODUCTION } from '../../../support/a-request.ts';
import { codeOf, dataOf } from '../../../support/code-of.ts';
import type { ControlHarness } from '../open-control.ts';
import { openControl } from '../open-control.ts';

interface Snapshot {
  readonly records: Readonly<Record<string, readonly object[]>>;
}

const snapshotOf = ({ control }: ControlHarness, world = 'default'): Snapshot =>
  JSON.parse(JSON.stringify(control('GET', '/snapshot', undefined, { world }).body)) as Snapshot;

const restore = ({ control }: ControlHarness, snapshot: object, world = 'default'): Reply =>
  control('PUT', '/snapshot', snapshot, { world });

/** A world with records in every collection. */
const withRecords = async (): Promise<ControlHarness> => {
  const harness = await openControl();
  harness.control('POST', '/clock/freeze', { at: '2026-03-01T12:00:00Z' });
  harness.control('PUT', '/scenarios/throttling/settings', { planLimits: { production: 50 } });
  harness.control('POST', '/numbers', { e164: '+14155550199' });
  harness.control('POST', '/overrides', { operation: ISSUE, when: { required: ['nothing'] }, reply: { status: 409 } });
  const { token } = dataOf(harness.send({ headers: { 'idempotency-key': 'k' } }));
  harness.control('POST', '/gateway/connect', {}, { bearer: token });
  harness.control('POST', '/gateway/dial', {}, { bearer: token });
  return harness;
};

test('reset restores the seed of the world', async () => {
  const harness = await withRecords();
  const fresh = await openControl();

  expect(harness.control('POST', '/reset')).toMatchObject({ status: 204 });

  expect(snapshotOf(harness)).toEqual(snapshotOf(fresh));
  expect(harness.control('GET', '/requests').body).toMatchObject({ requests: [], total: 0 });
  expect(harness.send()).toEqual(fresh.send());
});

test('reset leaves other worlds alone', async () => {
  const harness = await withRecords();
  harness.send({}, 'other');
  const before = snapshotOf(harness, 'other');

  harness.control('POST', '/reset');

  expect(snapshotOf(harness, 'other')).toEqual(before);
});

test('a snapshot contains all collections of the world', async () => {
  const harness = await withRecords();

  const collections = [
    'agenda',
    'calls',
    'clock',
    'counters',
    'faults',
    'idempotency',
    'numbers',
    'settings',
    'throttling',
    'token-lifecycle',
  ];
  expect(Object.keys(snapshotOf(harness).records)).toEqual(expect.arrayContaining(collections));
});

test('restoring a snapshot gives the same snapshot again, in this world and in a new one', async () => {
  const harness = await withRecords();
  const snapshot = snapshotOf(harness);
  const fresh = await openControl();

  harness.send();
  restore(harness, snapshot);
  restore(fresh, snapshot);

  expect(snapshotOf(harness)).toEqual(snapshot);
  expect(snapshotOf(fresh)).toEqual(snapshot);
});

test('a restored world continues as the original would have', async () => {
  const [original, restored] = [await withRecords(), await openControl()];
  restore(restored, snapshotOf(original));

  const results = [original, restored].map(({ control, send }) => ({
    clock: control('POST', '/clock/advance', { to: 'next' }).body,
    replay: send({ headers: { 'idempotency-key': 'k' } }).body,
    issued: send().body,
    remaining: send().headers['x-ratelimit-remaining'],
    settings: control('GET', '/scenarios/throttling/settings').body,
    overrides: control('GET', '/overrides').body,
  }));

  expect(results[1]).toEqual(results[0]);
});

test('a token of a snapshot is not issued again', async () => {
  const [original, restored] = [await openControl(), await openControl()];
  const before = [original.send(), original.send()].map((reply) => dataOf(reply).token);
  restore(restored, snapshotOf(original));

  expect(before).not.toContain(dataOf(restored.send()).token);
});

test('restoring keeps the journal', async () => {
  const harness = await withRecords();

  restore(harness, snapshotOf(await openControl()));

  expect(harness.control('GET', '/requests').body).toMatchObject({ total: 1 });
});

test('restoring keeps the eviction order', async () => {
  const harness = await openControl({ records: { max: 10 } });
  const tokens = Array.from({ length: 10 }, () => dataOf(harness.send()).token);
  restore(harness, snapshotOf(harness));

  harness.send();

  const connect = (bearer = ''): Reply => harness.control('POST', '/gateway/connect', {}, { bearer });
  expect(connect(tokens[0]).status).toBe(401);
  expect(connect(tokens[1]).status).toBe(200);
});

test('a fork is independent of its original', async () => {
  const harness = await withRecords();

  expect(harness.control('POST', '/fork', { name: 'copy' })).toMatchObject({ status: 201, body: { world: 'copy' } });

  expect(snapshotOf(harness, 'copy').records).toEqual(snapshotOf(harness).records);
  expect(harness.send({ headers: { 'idempotency-key': 'k' } }, 'copy').headers['idempotency-replay']).toBe('true');
  const [one, other] = [dataOf(harness.send()), dataOf(harness.send({}, 'copy'))];
  expect(one.token).not.toBe(other.token);
  harness.control('POST', '/reset', undefined, { world: 'copy' });
  expect(harness.control('GET', '/calls').body).toMatchObject({ calls: [{}, {}] });
});

test('a fork replaces the records of its world', async () => {
  const harness = await openControl();
  harness.send({ body: issueBody('+14155550115') }, 'copy');

  harness.control('POST', '/fork', { name: 'copy' });

  expect(harness.control('GET', '/calls', undefined, { world: 'copy' }).body).toEqual({ calls: [] });
});

test('a world that is forked into itself is unchanged', async () => {
  const harness = await withRecords();
  const before = snapshotOf(harness);

  harness.control('POST', '/fork', { name: 'default' });

  expect(snapshotOf(harness)).toEqual(before);
});

test.for(['Upper', 'a b', '', 'x'.repeat(65)])('a world cannot be called "%s"', async (name) => {
  const { control } = await openControl();

  expect(codeOf(control('POST', '/fork', { name }))).toBe('validation_error');
});

test('a fork is refused when the maximum number of worlds is reached', async () => {
  const { control, send } = await openControl({ worlds: { max: 1 } });
  send();

  expect(control('POST', '/fork', { name: 'copy' })).toMatchObject({
    status: 503,
    body: { error: { code: 'too_many_worlds' } },
  });
});

const snapshotWith = (collection: string, record: object): object => ({
  version: 1,
  records: { [collection]: [{ record }] },
});

const jobWith = (parts: object): object => ({ id: 'x', at: 0, kind: 'call ends', subject: 'x', ...parts });

test.for([
  ['no version', { records: {} }],
  ['another version', { version: 2, records: {} }],
  ['no records', { version: 1 }],
  ['records that are not an array', { version: 1, records: { calls: {} } }],
  ['a record without an id', snapshotWith('calls', { status: 'TICKETED' })],
  ['a record whose id is not a string', snapshotWith('calls', { id: 7 })],
  ['a record that is not an object', { version: 1, records: { calls: [{ record: null }] } }],
  ['an unknown property of a record', { version: 1, records: { calls: [{ record: { id: 'x' }, evil: true }] } }],
  [
    'too many collections',
    { version: 1, records: Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [n, []])) },
  ],
  ['a clock without a mode', snapshotWith('clock', { id: 'clock', clock: {} })],
  ['a clock beyond the calendar', snapshotWith('clock', { id: 'clock', clock: { mode: 'frozen', at: 1e300 } })],
  [
    'a clock that is shifted beyond the calendar',
    snapshotWith('clock', { id: 'clock', clock: { mode: 'running', offsetMs: -1e300 } }),
  ],
  ['a job without an instant', snapshotWith('agenda', jobWith({ at: undefined }))],
  ['a job beyond the calendar', snapshotWith('agenda', jobWith({ at: 1e300 }))],
  ['a job of an unknown kind', snapshotWith('agenda', jobWith({ kind: 'explode' }))],
  ['a job without a valid subject', snapshotWith('agenda', jobWith({ subject: 7 }))],
  ['a counter that is not a number', snapshotWith('counters', { id: ISSUE, made: 'many' })],
  ['a negative counter', snapshotWith('counters', { id: ISSUE, made: -1 })],
  ['settings of an unknown scenario', snapshotWith('settings', { id: 'nothing', config: {} })],
  ['invalid settings', snapshotWith('settings', { id: 'throttling', config: { windowSeconds: 'long' } })],
  ['settings without a config', snapshotWith('settings', { id: 'throttling' })],
] as const)('a snapshot with %s is refused, and changes nothing', async ([, snapshot]) => {
  const harness = await withRecords();
  const before = snapshotOf(harness);

  expect(codeOf(restore(harness, JSON.parse(JSON.stringify(snapshot)) as object))).toBe('validation_error');

  expect(snapshotOf(harness)).toEqual(before);
});

test('the refusal of a snapshot names the problem and its location', async () => {
  const harness = await openControl();
  const messageOf = (snapshot: object): unknown =>
    (restore(harness, snapshot).body as { readonly error: { readonly message: string } }).error.message;

  expect(messageOf(snapshotWith('agenda', jobWith({ kind: 'explode' })))).toBe(
    'records.agenda: unknown kind of job, "explode".',
  );
  expect(messageOf(snapshotWith('settings', { id: 'throttling', config: { limit: -1 } }))).toBe(
    'records.settings, of throttling: limit must be >= 0.',
  );
  expect(messageOf(snapshotWith('settings', { id: 'x', config: {} }))).toBe('records.settings: unknown scenario x.');
});

test.for(['__proto__', 'constructor', 'toString', ''])('a collection may be called "%s"', async (name) => {
  const harness = await openControl();
  const snapshot = JSON.parse(
    `{ "version": 1, "records": { ${JSON.stringify(name)}: [{ "record": { "id": "x" } }] } }`,
  );

  expect(restore(harness, snapshot as object).status).toBe(204);

  expect(Object.keys(snapshotOf(harness).records)).toEqual([name]);
  expect(Object.getPrototypeOf({})).not.toHaveProperty('0');
});

test('a snapshot of more records than a world holds drops the oldest', async () => {
  const harness = await openControl({ records: { max: 10 } });
  const calls = Array.from({ length: 100 }, (_, n) => ({ record: { id: `call-${n}` } }));

  restore(harness, { version: 1, records: { things: calls } });

  expect(snapshotOf(harness).records['things']).toEqual(calls.slice(90));
});

test('a snapshot of nonsense affects only its own world, and a reset repairs it', async () => {
  const harness = await openControl();
  const nonsense = [{ record: { id: PRODUCTION } }, { record: { id: '+14155550100', organization: 7 } }];
  const collections = ['calls', 'numbers', 'idempotency', 'throttling', 'token-lifecycle'];
  const records = Object.fromEntries(collections.map((collection) => [collection, nonsense]));
  restore(harness, { version: 1, records });

  expect(harness.send().status).toBe(403);
  expect(harness.send({ key: 'unknown' }).status).toBe(401);
  expect(harness.send({}, 'other').status).toBe(200);
  harness.control('POST', '/reset');
  expect(harness.send().status).toBe(200);
});
