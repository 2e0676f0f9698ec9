import { expect, test } from 'vitest';
import type { ResourceSandbox } from '../a-shop.ts';
import { openTasks } from '../a-shop.ts';

const TASKS = [
  { id: 'a', title: 'Repair', rank: 10, state: 'open' },
  { id: 'b', title: 'paint', rank: 9, state: 'done' },
  { id: 'c', title: 'Clean', state: 'open' },
  { id: 'd', title: 'Repair', rank: 9, done: true },
];

const withTasks = async (): Promise<ResourceSandbox> => {
  const tasks = await openTasks();
  for (const task of TASKS) tasks.send('POST', '/tasks', task);
  return tasks;
};

const ids = ({ send }: ResourceSandbox, query: string): string =>
  (send('GET', `/tasks?${query}`).body as readonly { readonly id: string }[]).map(({ id }) => id).join('');

test.for<readonly [query: string, order: string]>([
  ['', 'abcd'],
  ['sort_by=title', 'cadb'],
  ['sort_by=-title', 'badc'],
  ['sort_by=title:desc', 'badc'],
  ['sort_by=title%20DESC', 'badc'],
  ['sort_by=%2Btitle', 'cadb'],
  ['sort_by=title&order=desc', 'badc'],
  ['sort_by=title:asc&order=desc', 'cadb'],
  ['sort_by=rank', 'bdac'],
  ['sort_by=-rank', 'abdc'],
  ['sort_by=rank,-title', 'bdac'],
  ['sort_by=title,-rank', 'cadb'],
  ['sort_by=title&sort_by=rank', 'cdab'],
  ['sort_by=done', 'dabc'],
  ['sort_by=-done', 'dabc'],
  ['sort_by=nothing', 'abcd'],
  ['sort_by=%0A', 'abcd'],
  ['sort_by=labels', 'abcd'],
  ['sort_by=', 'abcd'],
  ['sort=title', 'abcd'],
  ['order=desc', 'abcd'],
])('?%s lists %s', async ([query, order]) => {
  expect(ids(await withTasks(), query)).toBe(order);
});

test('filtered items are sorted, and pages follow that order', async () => {
  const tasks = await withTasks();

  expect(ids(tasks, 'state=open&sort_by=title')).toBe('ca');
  expect([ids(tasks, 'sort_by=rank&limit=2'), ids(tasks, 'sort_by=rank&limit=2&cursor=d')]).toEqual(['bd', 'ac']);
});
