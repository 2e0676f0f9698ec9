import { expect, test } from 'vitest';
import { callScriptTo, DESTINATIONS, ERRORS, isEmergency, isForDemo } from '../../revdesk/magic-numbers.ts';
import { SEED_NUMBERS } from '../../revdesk/numbers/number.ts';

const ALL = [...DESTINATIONS, ...ERRORS].map(({ number }) => number).concat(SEED_NUMBERS.map(({ id }) => id));

test('each magic number has one meaning', () => {
  expect(new Set(ALL).size).toBe(ALL.length);
});

test.for(ALL)('%s is reserved for fictional use', (number) => {
  expect(number).toMatch(/^\+1\d{3}55501\d\d$/);
});

test.for(DESTINATIONS.map(({ number }) => number))('a demo key may call %s', (number) => {
  expect(isForDemo(number)).toBe(true);
});

test('a number that is not a magic number answers', () => {
  expect(callScriptTo('+442079460123')).toEqual(callScriptTo('+14155550110'));
});

test.for([
  ['+911', true],
  ['+1911', true],
  ['+353112', true],
  ['+9110', false],
  ['+1415911', false],
  ['911', false],
] as const)('%s is an emergency number: %s', ([number, expected]) => {
  expect(isEmergency(number)).toBe(expected);
});
