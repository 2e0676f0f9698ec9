import { rename, symlink, unlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FileWatch } from '../../bin/watch.ts';
import { temporaryFile } from '../support/temporary-file.ts';

/** Whether a change is reported once the file is stable. */
const isReported = (watch: FileWatch): boolean => [watch.check(), watch.check()].includes(true);

test('reports a written file once', async () => {
  const file = await temporaryFile('a.yaml', 'a');
  const watch = new FileWatch([file]);

  await writeFile(file, 'ab');

  expect([isReported(watch), isReported(watch)]).toEqual([true, false]);
});

test('does not report a file that is still being written', async () => {
  const file = await temporaryFile('a.yaml', 'a');
  const watch = new FileWatch([file]);

  const checks = [];
  for (const text of ['ab', 'abc', 'abcd']) {
    await writeFile(file, text);
    checks.push(watch.check());
  }

  expect([...checks, watch.check()]).toEqual([false, false, false, true]);
});

test('reports a symbolic link that was replaced and has another target', async () => {
  const [one, other] = [await temporaryFile('a.yaml', 'a'), await temporaryFile('b.yaml', 'b')];
  const link = `${one}.link`;
  await symlink(one, link);
  const watch = new FileWatch([link]);

  await symlink(other, `${link}.new`);
  await rename(`${link}.new`, link);

  expect(isReported(watch)).toBe(true);
});

test('reports that a file was removed, and that it is back', async () => {
  const file = await temporaryFile('a.yaml', 'a');
  const watch = new FileWatch([file]);

  await unlink(file);
  expect(isReported(watch)).toBe(true);
  await writeFile(file, 'a');
  expect(isReported(watch)).toBe(true);
});

test('reports changes during a reload, and does not report what the reload has read', async () => {
  const [one, other] = [await temporaryFile('a.yaml', 'a'), await temporaryFile('b.yaml', 'b')];
  const watch = new FileWatch([one]);

  await writeFile(one, 'ab');
  watch.catchUp();
  expect(isReported(watch)).toBe(false);
  await writeFile(one, 'abc');
  watch.follow([one, other]);

  expect(isReported(watch)).toBe(true);
});

test('watches the files passed to follow(), and not the earlier ones', async () => {
  const [one, other] = [await temporaryFile('a.yaml', 'a'), await temporaryFile('b.yaml', 'b')];
  const watch = new FileWatch([one]);
  watch.follow([other]);

  await writeFile(one, 'ab');
  expect(isReported(watch)).toBe(false);
  await writeFile(other, 'bc');
  expect(isReported(watch)).toBe(true);
});

test('reports a symbolic link that points to itself', async () => {
  const file = await temporaryFile('a.yaml', 'a');
  const watch = new FileWatch([file]);

  await unlink(file);
  await symlink(file, file);

  expect(isReported(watch)).toBe(true);
});
