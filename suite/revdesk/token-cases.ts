import type { CaseRequest, CaseStep, ContractCase, Expected, Reference, Sender } from '../contract/case.ts';
import { caseOf } from '../contract/case.ts';
import type { Sample } from '../contract/sample.ts';
import { requestFrom } from '../contract/sample.ts';
import { ISSUE } from './values.ts';

/** A number from the range that is reserved for fiction, so no account on any server owns it. */
const UNOWNED_NUMBER = '+14155550199';

/** Cases for the behavior of RevDesk's calling tokens, which no schema can express. Only if a request is known that succeeds. */
export const tokenCases = (sample: Sample): readonly ContractCase[] =>
  sample.operation.id === ISSUE && sample.isGiven
    ? [...ownershipCases(sample), ...budgetCases(sample), ...lifecycleCases(sample)]
    : [];

const theCase = (title: string, needs: ContractCase['needs'], steps: readonly CaseStep[]): ContractCase =>
  caseOf({ operation: ISSUE, group: 'behaviour', title, needs }, steps);

const call = (request: CaseRequest, expected: Expected): CaseStep => ({ kind: 'call', request, expected });

const issue = (sample: Sample, sender: Sender = 'key'): CaseStep =>
  call(requestFrom(sample, { sender }), { status: 'success', because: 'the request is valid' });

const withBody = (sample: Sample, change: object): CaseRequest =>
  requestFrom(sample, { body: JSON.stringify({ ...(sample.body?.value as object), ...change }) });

const ownershipCases = (sample: Sample): readonly ContractCase[] => [
  theCase(
    'a caller ID that the account does not own is refused',
    ['mutations'],
    [
      call(withBody(sample, { from_number: UNOWNED_NUMBER }), {
        status: [403],
        code: 'forbidden',
        because: 'from_number must be a number that the account owns',
      }),
    ],
  ),
  theCase(
    'an emergency number is refused',
    ['mutations'],
    [
      call(withBody(sample, { to_number: '+1911' }), {
        status: [403],
        code: 'emergency_destination',
        because: 'emergency services cannot be called from a browser',
      }),
    ],
  ),
  theCase(
    'a caller ID that is not verified is refused',
    ['mutations', 'control'],
    [
      control('POST', '/numbers', { e164: UNOWNED_NUMBER, active: true, verified: false }),
      call(withBody(sample, { from_number: UNOWNED_NUMBER }), {
        status: [403],
        code: 'caller_id_not_verified',
        because: 'the caller ID is not verified',
      }),
    ],
  ),
];

const control = (method: 'POST' | 'PUT', path: string, body: object): CaseStep => ({
  kind: 'control',
  method,
  path,
  body,
  expected: { status: 'success', because: 'the control API accepts the call' },
});

const budgetCases = (sample: Sample): readonly ContractCase[] => [
  theCase(
    'rate-limit headers agree, and count down by one',
    ['mutations'],
    [
      call(requestFrom(sample), { status: 'success', because: 'the request is valid', budget: {} }),
      call(requestFrom(sample), { status: 'success', because: 'the request is valid', budget: { oneLessThan: 0 } }),
    ],
  ),
  theCase(
    'a spent quota is refused with Retry-After, and requests succeed again afterwards',
    ['mutations', 'control'],
    [
      control('PUT', '/scenarios/throttling/settings', { planLimits: { production: 1, demo: 1 } }),
      issue(sample),
      call(requestFrom(sample), {
        status: [429],
        headers: { 'retry-after': '*', 'x-ratelimit-remaining': '0' },
        because: 'the quota of one request is spent',
        budget: {},
      }),
      control('POST', '/clock/advance', { seconds: 60 }),
      issue(sample),
    ],
  ),
];

/** The token of the first step. */
const TOKEN: Reference = { step: 0, pointer: '/data/token' };

const gateway = (verb: 'connect' | 'hangup', expected: Pick<Expected, 'status' | 'because' | 'code'>): CaseStep => ({
  kind: 'control',
  method: 'POST',
  path: `/gateway/${verb}`,
  body: {},
  bearer: TOKEN,
  expected,
});

const connect = gateway('connect', { status: 'success', because: 'the token was not used before' });

const hangUp = gateway('hangup', { status: 'success', because: 'the call is connected' });

const lifecycleCases = (sample: Sample): readonly ContractCase[] => [
  theCase(
    'a calling token is not accepted as an API key',
    ['mutations'],
    [
      issue(sample),
      call(requestFrom(sample, { sender: TOKEN }), { status: [401], because: 'a calling token is not an API key' }),
    ],
  ),
  theCase(
    'a token in use cannot be used again',
    ['mutations', 'control'],
    [
      issue(sample),
      connect,
      gateway('connect', { status: [409], code: 'token_in_use', because: 'the token is in use' }),
    ],
  ),
  theCase(
    'a token ends with its call, and stays ended',
    ['mutations', 'control'],
    [
      issue(sample),
      connect,
      hangUp,
      gateway('connect', { status: [401], code: 'token_ended', because: 'the call is over' }),
    ],
  ),
  theCase(
    'a token that was not used in time has expired',
    ['mutations', 'control'],
    [
      issue(sample),
      control('POST', '/clock/advance', { seconds: 86_400 }),
      gateway('connect', { status: [401], code: 'token_expired', because: 'its lifetime is over' }),
    ],
  ),
];
