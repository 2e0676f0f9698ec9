import type { Reply, RequestBody, StartOptions } from '../../../index.ts';
import { createSandboxMiddleware } from '../../../index.ts';
import { answered } from '../../support/answered.ts';

export interface Shop {
  /** Sends a request, to a shop below `/v1`. */
  readonly send: (method: string, path: string, body?: unknown, mediaType?: string) => Reply;
}

/** A sandbox of a shop's contract, without a socket, whose clock stands still. */
export const aShop = (options: StartOptions = {}): Promise<Shop> =>
  aSandboxOf({ contract: 'test/fixtures/shop.yaml', ...options }, '/v1');

/** A sandbox of another contract, which keeps widgets with parts. */
export const aWorkshop = (options: StartOptions = {}): Promise<Shop> =>
  aSandboxOf({ contract: 'test/fixtures/widgets.yaml', ...options }, '');

/** A sandbox of a contract for tasks, which can be sorted and patched; there are none yet. */
export const taskList = (): Promise<Shop> =>
  aSandboxOf({ contract: 'test/fixtures/tasks.yaml', resources: { start: 'empty' } }, '');

const aSandboxOf = async (options: StartOptions, base: string): Promise<Shop> => {
  const { sandbox } = await createSandboxMiddleware({ logLevel: 'silent', ...options });
  const send = (method: string, path: string, body?: unknown, mediaType = 'application/json'): Reply => {
    const parsed: RequestBody =
      body === undefined ? { kind: 'none' } : { kind: 'json', mediaType, value: body, bytes: 1 };
    const request = { method, target: base + path, headers: new Map(), body: parsed, baseUrl: 'http://shop.test' };
    return answered(sandbox.handle('default', request, Date.UTC(2026, 10, 24))).reply;
  };
  return { send };
};
