import { expect, test } from 'vitest';
import type { Operation } from '../../../mock/contract/operations/operation.ts';
import type { Preferences } from '../../../mock/generate/preferences.ts';
import { readPreferences } from '../../../mock/generate/preferences.ts';
import { aRequest } from '../../support/a-request.ts';
import { aContract } from '../contract/a-contract.ts';

const json = (examples: object): object => ({ content: { 'application/json': { examples } } });

const [OPERATION] = aContract({
  operation: {
    responses: {
      201: json({ rex: { value: 'Rex' } }),
      404: json({ gone: { value: 'Gone.' } }),
      '5XX': {},
      default: json({ other: { value: 'Other.' } }),
    },
  },
}).operations as [Operation];

const preferencesIn = (...lines: readonly string[]): Preferences =>
  readPreferences({ ...aRequest(), headers: new Map(lines.length > 0 ? [['prefer', lines]] : []) }, OPERATION);

test('forces nothing without the header', () => {
  expect(preferencesIn()).toEqual({ applied: [], ignored: [] });
});

test.for<[string, readonly string[], object, readonly string[]]>([
  ['a status', ['code=404'], { status: 404 }, ['code=404']],
  ['a status within a declared range', ['code=503'], { status: 503 }, ['code=503']],
  ['an example of the success', ['example=rex'], { example: 'rex' }, ['example=rex']],
  [
    'an example of a status, in any order',
    ['example=gone, code=404'],
    { status: 404, example: 'gone' },
    ['code=404', 'example=gone'],
  ],
  ['generated values', ['dynamic=true'], { dynamic: true }, ['dynamic=true']],
  ['no generated values', ['dynamic=false'], { dynamic: false }, ['dynamic=false']],
  ['several in one line', ['code=404, dynamic=true'], { status: 404, dynamic: true }, ['code=404', 'dynamic=true']],
  ['several lines', ['code=404', 'dynamic=true'], { status: 404, dynamic: true }, ['code=404', 'dynamic=true']],
  ['names in any letter case', ['Code=404'], { status: 404 }, ['code=404']],
  ['quoted values', ['code="404"'], { status: 404 }, ['code=404']],
  [
    'white space around them',
    ['  code = 404  ,dynamic=true'],
    { status: 404, dynamic: true },
    ['code=404', 'dynamic=true'],
  ],
  [
    'parameters, which are ignored',
    ['code=404; because="I say so", dynamic=true;x'],
    { status: 404, dynamic: true },
    ['code=404', 'dynamic=true'],
  ],
  ['the first of several with the same name', ['code=404, code=201'], { status: 404 }, ['code=404']],
])('reads $0', ([, lines, forced, applied]) => {
  expect(preferencesIn(...lines)).toEqual({ forced: { by: 'prefer', ...forced }, applied, ignored: [] });
});

test.for([
  ['code=418', 'code=418: put_thing does not declare 418'],
  ['code=99', 'code=99: not a status code'],
  ['code=teapot', 'code=teapot: not a status code'],
  ['code', 'code=: not a status code'],
  ['code=""', 'code=: not a status code'],
  ['example=missing', 'example=missing: put_thing declares no such example for this status'],
  ['example=gone', 'example=gone: put_thing declares no such example for this status'],
  ['dynamic=maybe', 'dynamic=maybe: must be true or false'],
  ['respond-async', 'respond-async=: not a supported preference'],
  ['wait=10', 'wait=10: not a supported preference'],
] as const)('ignores %s with a reason', ([line, reason]) => {
  expect(preferencesIn(line)).toEqual({ applied: [], ignored: [reason] });
});

test('applies valid preferences, and ignores the others', () => {
  expect(preferencesIn('respond-async, code=404, example=rex')).toEqual({
    forced: { by: 'prefer', status: 404 },
    applied: ['code=404'],
    ignored: [
      'respond-async=: not a supported preference',
      'example=rex: put_thing declares no such example for this status',
    ],
  });
});
