import { expect, test } from 'vitest';
import type { Reply } from '../../../../mock/index.ts';
import type { ResourceSandbox } from '../a-shop.ts';
import { openTasks } from '../a-shop.ts';

const TASK = { id: 't1', title: 'Repair', state: 'open', labels: ['a', 'b'], place: { room: 'R1', floor: 2 } };

const withTask = async (): Promise<ResourceSandbox> => {
  const tasks = await openTasks();
  tasks.send('POST', '/tasks', TASK);
  return tasks;
};

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';

const readBack = ({ send }: ResourceSandbox): unknown =>
  (send('GET', '/tasks/t1').body as { readonly data: unknown }).data;

const patch = ({ send }: ResourceSandbox, ...steps: readonly object[]): Reply =>
  send('PATCH', '/tasks/t1', steps, JSON_PATCH);

test('JSON Patch changes single values, also in arrays', async () => {
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

test('pointers may include the envelope of the item', async () => {
  const tasks = await withTask();

  patch(tasks, { op: 'replace', path: '/data/title', value: 'Paint' }, { op: 'remove', path: '/data/state' });

  expect(readBack(tasks)).toMatchObject({ title: 'Paint' });
  expect(readBack(tasks)).not.toHaveProperty('state');
});

test.for<readonly [what: string, status: number, step: object]>([
  ['test fails', 409, { op: 'test', path: '/state', value: 'closed' }],
  ['path does not exist', 409, { op: 'remove', path: '/labels/7' }],
  ['operation is unknown', 400, { op: 'increment', path: '/rank' }],
  ['result breaks the schema', 400, { op: 'remove', path: '/title' }],
  ['result is not an object', 400, { op: 'replace', path: '', value: [] }],
])('a patch whose $0 is answered $1, and changes nothing', async ([, status, step]) => {
  const tasks = await withTask();
  const before = readBack(tasks);

  const reply = patch(tasks, { op: 'replace', path: '/state', value: 'done' }, step);

  expect([reply.status, readBack(tasks)]).toEqual([status, before]);
});

test('a patch does not change the id or a readOnly property', async () => {
  const tasks = await withTask();

  const reply = patch(tasks, { op: 'replace', path: '/id', value: 't2' }, { op: 'add', path: '/serial', value: 7 });

  expect(reply.body).toMatchObject({ data: { id: 't1' } });
  expect(readBack(tasks)).not.toHaveProperty('serial', 7);
});

test('an object with the JSON Patch type changes the named properties, as any body does', async () => {
  const tasks = await withTask();

  tasks.send('PATCH', '/tasks/t1', { state: 'done' }, JSON_PATCH);

  expect(readBack(tasks)).toMatchObject({ title: 'Repair', state: 'done' });
});

test('null removes a property in a JSON Merge Patch, and is ignored elsewhere if the property must be a string', async () => {
  const tasks = await withTask();

  tasks.send('PATCH', '/tasks/t1', { state: null });
  expect(readBack(tasks)).toHaveProperty('state', 'open');
  tasks.send('PATCH', '/tasks/t1', { state: null, title: 'Paint' }, MERGE_PATCH);

  expect(readBack(tasks)).toMatchObject({ title: 'Paint', labels: ['a', 'b'] });
  expect(readBack(tasks)).not.toHaveProperty('state');
});

test('a merge patch changes nested objects, and may have the envelope of the response', async () => {
  const tasks = await withTask();

  tasks.send('PATCH', '/tasks/t1', { data: { place: { floor: null }, labels: ['c'] } }, MERGE_PATCH);

  expect(readBack(tasks)).toMatchObject({ place: { room: 'R1' }, labels: ['c'] });
  expect(readBack(tasks)).not.toHaveProperty('place.floor');
});

test('a merge patch that would make the item invalid is refused', async () => {
  const tasks = await withTask();

  const { status, body } = tasks.send('PATCH', '/tasks/t1', { title: null }, MERGE_PATCH);

  expect([status, JSON.stringify(body)]).toEqual([
    400,
    expect.stringContaining('The task would no longer fit its schema'),
  ]);
});
