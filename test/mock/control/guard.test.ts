import { expect, test } from 'vitest';
import type { ControlCaller, GuardPolicy } from '../../../mock/control/guard.ts';
import { guard, isLoopbackAddress } from '../../../mock/control/guard.ts';

/** A caller on this machine, with an ordinary client. */
const aCaller = (parts: Partial<ControlCaller> = {}): ControlCaller => ({
  peerAddress: '127.0.0.1',
  host: '127.0.0.1:4010',
  origin: undefined,
  secFetchSite: undefined,
  isForwarded: false,
  isDelivery: false,
  controlToken: undefined,
  ...parts,
});

const BY_ORIGIN: GuardPolicy = { hosts: ['sandbox.internal'] };
const BY_TOKEN: GuardPolicy = { hosts: [], token: 'open sesame' };

test.for<Partial<ControlCaller>>([
  {},
  { peerAddress: '::1', host: '[::1]:4010' },
  { peerAddress: '::ffff:127.0.0.1' },
  { peerAddress: '127.8.8.8', host: '127.8.8.8' },
  { host: 'localhost' },
  { host: 'LocalHost:4010' },
  { host: 'sandbox.internal:8080' },
  { host: 'Sandbox.Internal' },
  { origin: 'http://127.0.0.1:4010', secFetchSite: 'same-origin' },
  { host: 'localhost:4010', origin: 'https://localhost:4010' },
  { secFetchSite: 'none' },
  { controlToken: 'ignored' },
])('accepts a caller on this machine: %o', (parts) => {
  expect(guard(aCaller(parts), BY_ORIGIN)).toBeUndefined();
});

test.for<[parts: Partial<ControlCaller>, reason: string]>([
  [{ peerAddress: '192.168.1.7' }, 'the call comes from another'],
  [{ peerAddress: '::ffff:10.0.0.1' }, 'the call comes from another'],
  [{ peerAddress: '2001:db8::1' }, 'the call comes from another'],
  [{ peerAddress: undefined }, 'the call comes from another'],
  [{ isForwarded: true }, 'forwarded by a proxy'],
  [{ host: 'rebound.example' }, 'The Host header names rebound.example, which is not this machine'],
  [{ host: 'localhost.rebound.example' }, 'is not this machine'],
  [{ host: '127.0.0.1.rebound.example' }, 'is not this machine'],
  [{ host: 'rebound.example:127.0.0.1' }, 'is not this machine'],
  [{ host: '127.0.0.1, rebound.example' }, 'is not this machine'],
  [{ host: '128.0.0.1' }, 'is not this machine'],
  [{ host: undefined }, 'The Host header names no host'],
  [{ host: '' }, 'The Host header names no host'],
  [{ origin: 'https://evil.example' }, 'a web page of another origin (https://evil.example)'],
  [{ origin: 'http://127.0.0.1:3000' }, 'another origin'],
  [{ origin: 'null' }, 'another origin (null)'],
  [{ origin: 'file://' }, 'another origin'],
  [{ host: 'sandbox.internal', origin: 'http://127.0.0.1' }, 'another origin'],
  [{ secFetchSite: 'cross-site' }, 'a web page of another site'],
  [{ secFetchSite: 'same-origin, cross-site' }, 'a web page of another site'],
])('refuses %o with a reason', ([parts, reason]) => {
  const rejection = guard(aCaller(parts), BY_ORIGIN);

  expect(rejection?.kind).toBe('control_forbidden');
  expect(rejection?.detail).toContain(reason);
  expect(rejection?.detail).toContain('start the sandbox with --control-token');
});

test('accepts the right token from any host', () => {
  const remoteCaller = aCaller({
    peerAddress: '203.0.113.9',
    host: 'sandbox.example',
    origin: 'https://app.example',
    secFetchSite: 'cross-site',
    isForwarded: true,
    controlToken: 'open sesame',
  });

  expect(guard(remoteCaller, BY_TOKEN)).toBeUndefined();
});

test.for([
  ['another', 'The control token is wrong.'],
  ['open sesame ', 'The control token is wrong.'],
  ['open sesame, open sesame', 'The control token is wrong.'],
  ['', 'The control token is wrong.'],
  [undefined, 'No control token was sent.'],
] as const)('refuses the token %o, even on this machine', ([controlToken, found]) => {
  const rejection = guard(aCaller({ controlToken }), BY_TOKEN);

  expect(rejection?.kind).toBe('control_token_rejected');
  expect(rejection?.detail).toContain(`${found} Send "Sandbox-Control-Token: <token>"`);
});

test.for([
  ['127.0.0.1', true],
  ['127.255.0.3', true],
  ['::ffff:127.0.0.1', true],
  ['::1', true],
  ['::', false],
  ['::11', false],
  ['1127.0.0.1', false],
  ['0.0.0.0', false],
  ['::ffff:128.0.0.1', false],
  [undefined, false],
] as const)('recognizes the peer address %s as loopback: %o', ([address, expected]) => {
  expect(isLoopbackAddress(address)).toBe(expected);
});
