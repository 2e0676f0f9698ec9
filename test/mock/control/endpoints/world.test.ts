import { expect, test } from 'vitest';
import type { Reply } from '../../../../index.ts';
import { ISSUE, issueBody, PRODUCTION } from '../../../support/a-request.ts';
import { codeOf, dataOf } from '../../../support/code-of.ts';
import type { ControlBench } from '../open-control.ts';
import { openControl } from '../open-control.ts';

interface Snapshot {
  readonly records: Readonly<Record<string, readonly object[]>>;
}

const snapshotOf = ({ control }: ControlBench, world = 'default'): Snapshot =>
  JSON.parse(JSON.stringify(control('GET', '/snapshot', undefined, { world }).body)) as Snapshot;

const restore = ({ control }: ControlBench, snapshot: object, world = 'default'): Reply =>
  control('PUT', '/snapshot', snapshot, { world });

/** A world in which everything that can be remembered has been. */
const livedIn = async (): Promise<ControlBench> => {
  const bench = await openControl();
  bench.control('POST', '/clock/freeze', { at: '2026-03-01T12:00:00Z' });
  bench.control('PUT', '/scenarios/throttling/settings', { planLimits: { production: 50 } });
  bench.control('POST', '/numbers', { e164: '+14155550199' });
  bench.control('POST', '/overrides', { operation: ISSUE, when: { required: ['nothing'] }, reply: { status: 409 } });
  const { token } = dataOf(bench.send({ headers: { 'idempotency-key': 'k' } }));
  bench.control('POST', '/gateway/connect', {}, { bearer: token });
  bench.control('POST', '/gateway/dial', {}, { bearer: token });
  return bench;
};

test('reset puts the world back to its seed', async () => {
  const bench = await livedIn();
  const fresh = await openControl();

  expect(bench.control('POST', '/reset')).toMatchObject({ status: 204 });

  expect(snapshotOf(bench)).toEqual(snapshotOf(fresh));
  expect(bench.control('GET', '/requests').body).toMatchObject({ requests: [], total: 0 });
  expect(bench.send()).toEqual(fresh.send());
});

test('reset leaves other worlds alone', async () => {
  const bench = await livedIn();
  bench.send({}, 'other');
  const before = snapshotOf(bench, 'other');

  bench.control('POST', '/reset');

  expect(snapshotOf(bench, 'other')).toEqual(before);
});

test('a snapshot is all that the world remembers', async () => {
  const bench = await livedIn();

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
  expect(Object.keys(snapshotOf(bench).records)).toEqual(expect.arrayContaining(collections));
});

test('a snapshot that is put back is the snapshot again, in this world and in a new one', async () => {
  const bench = await livedIn();
  const snapshot = snapshotOf(bench);
  const elsewhere = await openControl();

  bench.send();
  restore(bench, snapshot);
  restore(elsewhere, snapshot);

  expect(snapshotOf(bench)).toEqual(snapshot);
  expect(snapshotOf(elsewhere)).toEqual(snapshot);
});

test('a restored world goes on as the old one would have', async () => {
  const [old, restored] = [await livedIn(), await openControl()];
  restore(restored, snapshotOf(old));

  const lives = [old, restored].map(({ control, send }) => ({
    clock: control('POST', '/clock/advance', { to: 'next' }).body,
    replay: send({ headers: { 'idempotency-key': 'k' } }).body,
    issued: send().body,
    remaining: send().headers['x-ratelimit-remaining'],
    settings: control('GET', '/scenarios/throttling/settings').body,
    overrides: control('GET', '/overrides').body,
  }));

  expect(lives[1]).toEqual(lives[0]);
});

test('no token of a snapshot is issued a second time', async () => {
  const [old, restored] = [await openControl(), await openControl()];
  const before = [old.send(), old.send()].map((reply) => dataOf(reply).token);
  restore(restored, snapshotOf(old));

  expect(before).not.toContain(dataOf(restored.send()).token);
});

test('restoring keeps the journal', async () => {
  const bench = await livedIn();

  restore(bench, snapshotOf(await openControl()));

  expect(bench.control('GET', '/requests').body).toMatchObject({ total: 1 });
});

test('restoring keeps the order in which room is made', async () => {
  const bench = await openControl({ records: { most: 10 } });
  const tokens = Array.from({ length: 10 }, () => dataOf(bench.send()).token);
  restore(bench, snapshotOf(bench));

  bench.send();

  const connect = (bearer = ''): Reply => bench.control('POST', '/gateway/connect', {}, { bearer });
  expect(connect(tokens[0]).status).toBe(401);
  expect(connect(tokens[1]).status).toBe(200);
});

test('a fork goes its own way from where it was made', async () => {
  const bench = await livedIn();

  expect(bench.control('POST', '/fork', { name: 'copy' })).toMatchObject({ status: 201, body: { world: 'copy' } });

  expect(snapshotOf(bench, 'copy').records).toEqual(snapshotOf(bench).records);
  expect(bench.send({ headers: { 'idempotency-key': 'k' } }, 'copy').headers['idempotency-replay']).toBe('true');
  const [one, other] = [dataOf(bench.send()), dataOf(bench.send({}, 'copy'))];
  expect(one.token).not.toBe(other.token);
  bench.control('POST', '/reset', undefined, { world: 'copy' });
  expect(bench.control('GET', '/calls').body).toMatchObject({ calls: [{}, {}] });
});

test('a fork takes the place of what its world remembered', async () => {
  const bench = await openControl();
  bench.send({ body: issueBody('+14155550115') }, 'copy');

  bench.control('POST', '/fork', { name: 'copy' });

  expect(bench.control('GET', '/calls', undefined, { world: 'copy' }).body).toEqual({ calls: [] });
});

test('a world that is forked into itself stays as it is', async () => {
  const bench = await livedIn();
  const before = snapshotOf(bench);

  bench.control('POST', '/fork', { name: 'default' });

  expect(snapshotOf(bench)).toEqual(before);
});

test.for(['Upper', 'a b', '', 'x'.repeat(65)])('no world can be called "%s"', async (name) => {
  const { control } = await openControl();

  expect(codeOf(control('POST', '/fork', { name }))).toBe('validation_error');
});

test('a fork is refused where there is no room for another world', async () => {
  const { control, send } = await openControl({ worlds: { most: 1 } });
  send();

  expect(control('POST', '/fork', { name: 'copy' })).toMatchObject({
    status: 503,
    body: { error: { code: 'too_many_worlds' } },
  });
});

const holding = (collection: string, record: object): object => ({
  version: 1,
  records: { [collection]: [{ record }] },
});

const due = (settings: object): object => ({ id: 'x', at: 0, kind: 'call ends', subject: 'x', ...settings });

test.for([
  ['no version', { records: {} }],
  ['another version', { version: 2, records: {} }],
  ['no records', { version: 1 }],
  ['records that are no list', { version: 1, records: { calls: {} } }],
  ['a record without an id', holding('calls', { status: 'TICKETED' })],
  ['a record whose id is no text', holding('calls', { id: 7 })],
  ['a record that is none', { version: 1, records: { calls: [{ record: null }] } }],
  ['something unknown about a record', { version: 1, records: { calls: [{ record: { id: 'x' }, evil: true }] } }],
  [
    'too many collections',
    { version: 1, records: Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [n, []])) },
  ],
  ['a clock that shows nothing', holding('clock', { id: 'clock', clock: {} })],
  ['a clock beyond the calendar', holding('clock', { id: 'clock', clock: { mode: 'frozen', at: 1e300 } })],
  [
    'a clock that is shifted beyond it',
    holding('clock', { id: 'clock', clock: { mode: 'running', offsetMs: -1e300 } }),
  ],
  ['a plan without an instant', holding('agenda', due({ at: undefined }))],
  ['a plan beyond the calendar', holding('agenda', due({ at: 1e300 }))],
  ['a plan of which nobody knows what it is', holding('agenda', due({ kind: 'explode' }))],
  ['a plan for nothing', holding('agenda', due({ subject: 7 }))],
  ['a counter that counts nothing', holding('counters', { id: ISSUE, made: 'many' })],
  ['a counter below nothing', holding('counters', { id: ISSUE, made: -1 })],
  ['settings of an unknown scenario', holding('settings', { id: 'nothing', config: {} })],
  ['settings that do not fit', holding('settings', { id: 'throttling', config: { windowSeconds: 'long' } })],
  ['settings that say nothing', holding('settings', { id: 'throttling' })],
] as const)('a snapshot with %s is refused, and nothing is changed', async ([, snapshot]) => {
  const bench = await livedIn();
  const before = snapshotOf(bench);

  expect(codeOf(restore(bench, JSON.parse(JSON.stringify(snapshot)) as object))).toBe('validation_error');

  expect(snapshotOf(bench)).toEqual(before);
});

test('a refused snapshot is told what is wrong with it, and where', async () => {
  const bench = await openControl();
  const messageOf = (snapshot: object): unknown =>
    (restore(bench, snapshot).body as { readonly error: { readonly message: string } }).error.message;

  expect(messageOf(holding('agenda', due({ kind: 'explode' })))).toBe(
    'records.agenda: nobody knows how to carry out "explode".',
  );
  expect(messageOf(holding('settings', { id: 'throttling', config: { limit: -1 } }))).toBe(
    'records.settings, of throttling: limit must be >= 0.',
  );
  expect(messageOf(holding('settings', { id: 'x', config: {} }))).toBe('records.settings: there is no scenario x.');
});

test.for(['__proto__', 'constructor', 'toString', ''])('a collection may be called "%s"', async (name) => {
  const bench = await openControl();
  const snapshot = JSON.parse(
    `{ "version": 1, "records": { ${JSON.stringify(name)}: [{ "record": { "id": "x" } }] } }`,
  );

  expect(restore(bench, snapshot as object).status).toBe(204);

  expect(Object.keys(snapshotOf(bench).records)).toEqual([name]);
  expect(Object.getPrototypeOf({})).not.toHaveProperty('0');
});

test('a snapshot of more records than a world holds loses the oldest', async () => {
  const bench = await openControl({ records: { most: 10 } });
  const calls = Array.from({ length: 100 }, (_, n) => ({ record: { id: `call-${n}` } }));

  restore(bench, { version: 1, records: { things: calls } });

  expect(snapshotOf(bench).records['things']).toEqual(calls.slice(90));
});

test('a snapshot of nonsense breaks its own world at the most, and a reset repairs it', async () => {
  const bench = await openControl();
  const nonsense = [{ record: { id: PRODUCTION } }, { record: { id: '+14155550100', organization: 7 } }];
  const collections = ['calls', 'numbers', 'idempotency', 'throttling', 'token-lifecycle'];
  const records = Object.fromEntries(collections.map((collection) => [collection, nonsense]));
  restore(bench, { version: 1, records });

  expect(bench.send().status).toBe(403);
  expect(bench.send({ key: 'nobody' }).status).toBe(401);
  expect(bench.send({}, 'other').status).toBe(200);
  bench.control('POST', '/reset');
  expect(bench.send().status).toBe(200);
});
