import type { StartedTestContainer } from 'testcontainers';
import { AbstractStartedContainer } from 'testcontainers';
import { ControlClient } from '../client/index.ts';
import type { ApiKeyKind } from './api-keys.ts';
import { API_KEYS } from './api-keys.ts';

/** The port of the sandbox inside its container. */
export const SANDBOX_PORT = 4010;

/** A running sandbox in a container. `await using` stops it at the end of the block. */
export class StartedRevDeskSandboxContainer extends AbstractStartedContainer {
  /**
   * Controls the world `default`. Use `control.inWorld(name)` for another world.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer().start();
   *
   * await sandbox.control.clock.freeze();
   * await sandbox.control.overrides.add({ operation: 'v1_webrtc_token_post', reply: { status: 429 } });
   */
  readonly control: ControlClient;

  /** @param controlToken The control token that the container was started with. */
  constructor(startedTestContainer: StartedTestContainer, controlToken: string) {
    super(startedTestContainer);
    this.control = new ControlClient({ url: this.getBaseUrl(), token: controlToken });
  }

  /**
   * The base URL for a client, in the world `default` or in another world, which opens on first use.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer().start();
   * const worker = `worker-${process.env['VITEST_POOL_ID'] ?? 1}`;
   *
   * const response = await fetch(`${sandbox.getBaseUrl(worker)}/v1/webrtc-token`, { method: 'POST' });
   *
   * console.assert(response.status === 401);
   */
  getBaseUrl(world?: string): string {
    const root = `http://${this.getHost()}:${this.getMappedPort(SANDBOX_PORT)}`;
    return world === undefined ? root : `${root}/~${world}`;
  }

  /**
   * Returns an API key by what it may do. Every world has the same keys.
   *
   * @example
   * await using sandbox = await new RevDeskSandboxContainer().start();
   *
   * const response = await fetch(`${sandbox.getBaseUrl()}/v1/webrtc-token`, {
   *   method: 'POST',
   *   headers: { authorization: `Bearer ${sandbox.getApiKey('read-only')}`, 'content-type': 'application/json' },
   *   body: JSON.stringify({ from_number: '+14155550100', to_number: '+14155550110' }),
   * });
   *
   * console.assert(response.status === 403);
   */
  getApiKey(kind: ApiKeyKind = 'production'): string {
    return API_KEYS[kind];
  }
}
