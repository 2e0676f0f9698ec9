import { rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FileWatch } from '../../bin/watch.ts';
import { temporaryFile } from '../support/temporary-file.ts';

/** Whether a change is seen, once it has settled. */
const isSeen = (watch: FileWatch): boolean => [watch.look(), watch.look()].includes(true);

test('sees that a file was written, once', async () => {
  const file = await temporaryFile('a.yaml', 'a');
  const watch = new FileWatch([file]);

  await writeFile(file, 'ab');

  expect([isSeen(watch), isSeen(watch)]).toEqual([true, false]);
});

test('leaves a file alone that is still being written', async () => {
  const file = await temporaryFile('a.yaml', 'a');
  const watch = new FileWatch([file]);

  const looks = [];
  for (const text of ['ab', 'abc', 'abcd']) {
    await writeFile(file, text);
    looks.push(watch.look());
  }

  expect([...looks, watch.look()]).toEqual([false, false, false, true]);
});

test('sees a file that was put in the place of another, and a link that was turned', async () => {
  const [one, other] = [await temporaryFile('a.yaml', 'a'), await temporaryFile('b.yaml', 'b')];
  const link = `${one}.link`;
  await symlink(one, link);
  const watch = new FileWatch([link]);

  await symlink(other, `${link}.new`);
  await rename(`${link}.new`, link);

  expect(isSeen(watch)).toBe(true);
});

test('sees that a file is gone, and that it is back', async () => {
  const file = await temporaryFile('a.yaml', 'a');
  const watch = new FileWatch([file]);

  await unlink(file);
  expect(isSeen(watch)).toBe(true);
  await writeFile(file, 'a');
  expect(isSeen(watch)).toBe(true);
});

test('what changes while the files are read is seen, and what was read is not seen again', async () => {
  const [one, other] = [await temporaryFile('a.yaml', 'a'), await temporaryFile('b.yaml', 'b')];
  const watch = new FileWatch([one]);

  await writeFile(one, 'ab');
  watch.catchUp();
  expect(isSeen(watch)).toBe(false);
  await writeFile(one, 'abc');
  watch.follow([one, other]);

  expect(isSeen(watch)).toBe(true);
});

test('looks at the files that it is to follow, and no longer at others', async () => {
  const [one, other] = [await temporaryFile('a.yaml', 'a'), await temporaryFile('b.yaml', 'b')];
  const watch = new FileWatch([one]);
  watch.follow([other]);

  await writeFile(one, 'ab');
  expect(isSeen(watch)).toBe(false);
  await writeFile(other, 'bc');
  expect(isSeen(watch)).toBe(true);
});

test('a link that leads to itself is a change like another', async () => {
  const file = await temporaryFile('a.yaml', 'a');
  const watch = new FileWatch([file]);

  await unlink(file);
  await symlink(file, file);

  expect(isSeen(watch)).toBe(true);
});
