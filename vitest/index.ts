/**
 * Vitest matchers about what a sandbox saw. Importing the module adds them to `expect`.
 *
 * @module
 */
import { expect } from 'vitest';
import type { ExpectedCalls } from '../client/index.ts';
import { toHaveReceived } from './to-have-received.ts';

expect.extend({ toHaveReceived });

interface SandboxMatchers {
  /**
   * That clients called an operation as described, in the world that the control client is for. Await it: the sandbox is asked.
   *
   * @example
   * await expect(sandbox.control).toHaveReceived('v1_webrtc_token_post', { times: 2 });
   * await expect(sandbox.control).not.toHaveReceived('v1_webrtc_token_post', { reply: like({ status: 429 }) });
   */
  toHaveReceived(operation: string, expected?: ExpectedCalls): Promise<void>;
}

// The parameters have to be those of the interface that is added to.
declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends SandboxMatchers {}
}

export { like } from '../client/index.ts';
export type { ControlClient, ExpectedCalls } from '../client/index.ts';
