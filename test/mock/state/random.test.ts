import { expect, test } from 'vitest';
import type { RandomSource } from '../../../mock/state/random.ts';
import { createRandom } from '../../../mock/state/random.ts';

const randomWith = (source: Partial<RandomSource> = {}, madeBefore = 0) =>
  createRandom({ seed: 's', world: 'w', operation: 'op', ...source }, madeBefore);

const many = Array.from({ length: 2_000 }, (_, n) => n);

test('generates tokens of 43 base64url characters, using all characters', () => {
  const random = randomWith();
  const tokens = many.map(() => random.token('rvw_'));

  expect(tokens.every((token) => /^rvw_[\w-]{43}$/.test(token))).toBe(true);
  expect(new Set(tokens.join('').replaceAll('rvw_', '')).size).toBe(64);
});

test('generates version 4 UUIDs in all four variants, using all hexadecimal digits at each free position', () => {
  const random = randomWith();
  const uuids = many.map(() => random.uuid());

  expect(uuids.every((uuid) => /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(uuid))).toBe(
    true,
  );
  const digits = (uuids[0] ?? '').split('').map((_, at) => new Set(uuids.map((uuid) => uuid.charAt(at))).size);
  expect(digits.filter((size) => size > 1)).toEqual([...Array<number>(15).fill(16), 4, ...Array<number>(15).fill(16)]);
});

test('generates ids of 24 hexadecimal characters', () => {
  expect(randomWith().id('req_')).toMatch(/^req_[\da-f]{24}$/);
});

test('generates integers from 0 to 2³¹−1, evenly distributed', () => {
  const random = randomWith();
  const numbers = many.map(() => random.integer());

  expect(numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 2 ** 31)).toBe(true);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length / 2 ** 31;
  expect(mean).toBeCloseTo(0.5, 1);
});

test('does not repeat values across operations and worlds', () => {
  const sources = [{}, { world: 'x' }, { operation: 'x' }, { seed: 'x' }, { world: 'wo', operation: 'p' }];
  const tokens = sources.map((source) => randomWith(source)).flatMap((random) => many.map(() => random.token('')));

  expect(new Set(tokens).size).toBe(tokens.length);
});

test('the n-th value is the same if generation resumes at n', () => {
  const whole = randomWith();
  const values = [whole.id(''), whole.id(''), whole.id('')];

  const rest = randomWith({}, 2);

  expect(rest.id('')).toBe(values[2]);
  expect([rest.madeBefore, rest.made, whole.made]).toEqual([2, 3, 3]);
});
