import { ISSUE } from '../support/a-request.ts';
import type { Case, Sketch } from './case.ts';
import { bodyOf } from './case.ts';

/** The statuses that can be forced, with their magic numbers and the error codes of the sandbox. */
const FORCED = [
  { status: 400, number: '+14155550140', code: 'validation_error' },
  { status: 401, number: '+14155550141', code: 'unauthorized' },
  { status: 403, number: '+14155550143', code: 'forbidden' },
  { status: 404, number: '+14155550144', code: 'not_found' },
  { status: 409, number: '+14155550142', code: 'conflict' },
  { status: 429, number: '+14155550149', code: 'rate_limited' },
] as const;

const prefer = (preferences: string): Sketch => ({ headers: { prefer: preferences } });

export const forced: readonly Case[] = [
  ...FORCED.flatMap(({ status, number, code }): readonly Case[] => [
    { name: `the magic number for ${status}`, request: { body: bodyOf(number) }, status, code },
    { name: `a preference for ${status}`, request: prefer(`code=${status}`), status, code },
    {
      name: `an override with ${status}`,
      setup: ({ overrides }) => overrides.add({ operation: ISSUE, reply: { status } }),
      status,
      code,
    },
    {
      name: `an override with ${status} and a body of its own`,
      setup: ({ overrides }) =>
        overrides.add({ operation: ISSUE, reply: { status, body: { error: { code: 'own', message: 'Own words.' } } } }),
      status,
      code: 'own',
    },
    { name: `a preference for a generated ${status}`, request: prefer(`code=${status}, dynamic=true`), status },
  ]),
  { name: 'a preference for 200', request: prefer('code=200'), status: 200 },
  { name: 'a preference for a generated 200', request: prefer('dynamic=true'), status: 200 },
  { name: 'a preference for a status that the contract lacks', request: prefer('code=418'), status: 200 },
  {
    name: 'an override with 200',
    setup: ({ overrides }) => overrides.add({ operation: ISSUE, reply: { status: 200 } }),
    status: 200,
  },
  {
    name: 'an override that only delays the reply',
    setup: ({ overrides }) => overrides.add({ operation: ISSUE, delayMs: 20 }),
    status: 200,
  },
];
