/**
 * Vitest matchers for the requests that a sandbox received. Importing the module adds them to `expect`.
 *
 * @module
 */
import { expect } from 'vitest';
import type { ExpectedCalls } from '../client/index.ts';
import { toHaveReceived } from './to-have-received.ts';

expect.extend({ toHaveReceived });

interface SandboxMatchers {
  /**
   * Asserts that clients called an operation as expected, in the world of the control client. Await it, since it calls the sandbox.
   *
   * @example
   * await expect(sandbox.control).toHaveReceived('v1_webrtc_token_post', { times: 2 });
   * await expect(sandbox.control).not.toHaveReceived('v1_webrtc_token_post', { reply: like({ status: 429 }) });
   */
  toHaveReceived(operation: string, expected?: ExpectedCalls): Promise<void>;
}

// The type parameters must be identical to those of Vitest's interface.
declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends SandboxMatchers {}
}

export { like } from '../client/index.ts';
export type { ControlClient, ExpectedCalls } from '../client/index.ts';
