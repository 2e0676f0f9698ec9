import { expect, test } from 'vitest';
import type { Reply } from '../../../../index.ts';
import type { Shop } from '../a-shop.ts';
import { taskList } from '../a-shop.ts';

const TASK = { id: 't1', title: 'Mend', state: 'open', labels: ['a', 'b'], place: { room: 'R1', floor: 2 } };

const withTask = async (): Promise<Shop> => {
  const tasks = await taskList();
  tasks.send('POST', '/tasks', TASK);
  return tasks;
};

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';

const readBack = ({ send }: Shop): unknown => (send('GET', '/tasks/t1').body as { readonly data: unknown }).data;

const patch = ({ send }: Shop, ...steps: readonly object[]): Reply => send('PATCH', '/tasks/t1', steps, JSON_PATCH);

test('JSON Patch changes single values, in lists too', async () => {
  const tasks = await withTask();

  const reply = patch(
    tasks,
    { op: 'test', path: '/state', value: 'open' },
    { op: 'replace', path: '/state', value: 'done' },
    { op: 'add', path: '/labels/-', value: 'c' },
    { op: 'remove', path: '/place/floor' },
  );

  const changed = { ...TASK, state: 'done', labels: ['a', 'b', 'c'], place: { room: 'R1' } };
  expect(reply).toMatchObject({ status: 200, body: { data: { ...changed, updated_at: '2026-11-24T00:00:00.000Z' } } });
  expect(readBack(tasks)).toMatchObject(changed);
  expect(readBack(tasks)).not.toHaveProperty('place.floor');
});

test('pointers may lead through the envelope that the item is shown in', async () => {
  const tasks = await withTask();

  patch(tasks, { op: 'replace', path: '/data/title', value: 'Paint' }, { op: 'remove', path: '/data/state' });

  expect(readBack(tasks)).toMatchObject({ title: 'Paint' });
  expect(readBack(tasks)).not.toHaveProperty('state');
});

test.for<readonly [what: string, status: number, step: object]>([
  ['test does not hold', 409, { op: 'test', path: '/state', value: 'closed' }],
  ['path leads nowhere', 409, { op: 'remove', path: '/labels/7' }],
  ['operation is none', 400, { op: 'increment', path: '/rank' }],
  ['result breaks the schema', 400, { op: 'remove', path: '/title' }],
  ['result is no object', 400, { op: 'replace', path: '', value: [] }],
])('a patch whose $0 answers $1, and changes nothing', async ([, status, step]) => {
  const tasks = await withTask();
  const before = readBack(tasks);

  const reply = patch(tasks, { op: 'replace', path: '/state', value: 'done' }, step);

  expect([reply.status, readBack(tasks)]).toEqual([status, before]);
});

test('a patch changes neither the id nor what a request may not set', async () => {
  const tasks = await withTask();

  const reply = patch(tasks, { op: 'replace', path: '/id', value: 't2' }, { op: 'add', path: '/serial', value: 7 });

  expect(reply.body).toMatchObject({ data: { id: 't1' } });
  expect(readBack(tasks)).not.toHaveProperty('serial', 7);
});

test('an object of the type of JSON Patch names what changes, as any body does', async () => {
  const tasks = await withTask();

  tasks.send('PATCH', '/tasks/t1', { state: 'done' }, JSON_PATCH);

  expect(readBack(tasks)).toMatchObject({ title: 'Mend', state: 'done' });
});

test('null removes in a JSON Merge Patch, and elsewhere changes nothing that must be a text', async () => {
  const tasks = await withTask();

  tasks.send('PATCH', '/tasks/t1', { state: null });
  expect(readBack(tasks)).toHaveProperty('state', 'open');
  tasks.send('PATCH', '/tasks/t1', { state: null, title: 'Paint' }, MERGE_PATCH);

  expect(readBack(tasks)).toMatchObject({ title: 'Paint', labels: ['a', 'b'] });
  expect(readBack(tasks)).not.toHaveProperty('state');
});

test('a merge patch goes into objects, and may be wrapped as the answer is', async () => {
  const tasks = await withTask();

  tasks.send('PATCH', '/tasks/t1', { data: { place: { floor: null }, labels: ['c'] } }, MERGE_PATCH);

  expect(readBack(tasks)).toMatchObject({ place: { room: 'R1' }, labels: ['c'] });
  expect(readBack(tasks)).not.toHaveProperty('place.floor');
});

test('a merge patch that would break the item is refused, and says so', async () => {
  const tasks = await withTask();

  const { status, body } = tasks.send('PATCH', '/tasks/t1', { title: null }, MERGE_PATCH);

  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('The task would no longer be')]);
});
