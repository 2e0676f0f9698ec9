import type { Reply, RequestBody, StartOptions } from '../../../index.ts';
import { createSandboxMiddleware } from '../../../index.ts';

export interface Shop {
  /** Sends a request below `/v1`. */
  readonly send: (method: string, path: string, body?: unknown) => Reply;
}

/** A sandbox of a shop's contract, without a socket, whose clock stands still until `at` is given. */
export const aShop = async (options: StartOptions = {}): Promise<Shop> => {
  const { sandbox } = await createSandboxMiddleware({
    contract: 'test/fixtures/shop.yaml',
    logLevel: 'silent',
    ...options,
  });
  const send = (method: string, path: string, body?: unknown): Reply => {
    const parsed: RequestBody =
      body === undefined ? { kind: 'none' } : { kind: 'json', mediaType: 'application/json', value: body, bytes: 1 };
    const request = { method, target: `/v1${path}`, headers: new Map(), body: parsed, baseUrl: 'http://shop.test' };
    return sandbox.handle('default', request, Date.UTC(2026, 10, 24)).reply;
  };
  return { send };
};
