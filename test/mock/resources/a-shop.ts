import type { Reply, RequestBody } from '../../../mock/index.ts';
import type { StartOptions } from '../../../index.ts';
import { createSandboxMiddleware } from '../../../index.ts';
import { answered } from '../../support/answered.ts';

export interface ResourceSandbox {
  /** Sends a request; the shop is served below `/v1`. */
  readonly send: (method: string, path: string, body?: unknown, mediaType?: string) => Reply;
}

/** A sandbox for the contract of a shop, without a socket, with a fixed clock. */
export const openShop = (options: StartOptions = {}): Promise<ResourceSandbox> =>
  openResources({ contract: 'test/fixtures/shop.yaml', ...options }, '/v1');

/** A sandbox for a contract with widgets that have parts. */
export const openWidgets = (options: StartOptions = {}): Promise<ResourceSandbox> =>
  openResources({ contract: 'test/fixtures/widgets.yaml', ...options }, '');

/** A sandbox for a contract with tasks, which can be sorted and patched; the list starts empty. */
export const openTasks = (): Promise<ResourceSandbox> =>
  openResources({ contract: 'test/fixtures/tasks.yaml', resources: { start: 'empty' } }, '');

const openResources = async (options: StartOptions, base: string): Promise<ResourceSandbox> => {
  const { sandbox } = await createSandboxMiddleware({ logLevel: 'silent', ...options });
  const send = (method: string, path: string, body?: unknown, mediaType = 'application/json'): Reply => {
    const parsed: RequestBody =
      body === undefined ? { kind: 'none' } : { kind: 'json', mediaType, value: body, bytes: 1 };
    const request = { method, target: base + path, headers: new Map(), body: parsed, baseUrl: 'http://shop.test' };
    return answered(sandbox.handle('default', request, Date.UTC(2026, 10, 24))).reply;
  };
  return { send };
};
