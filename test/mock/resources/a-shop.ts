import type { Reply, RequestBody, StartOptions } from '../../../index.ts';
import { createSandboxMiddleware } from '../../../index.ts';
import { answered } from '../../support/answered.ts';

export interface Shop {
  /** Sends a request, to a shop below `/v1`. */
  readonly send: (method: string, path: string, body?: unknown) => Reply;
}

/** A sandbox of a shop's contract, without a socket, whose clock stands still. */
export const aShop = (options: StartOptions = {}): Promise<Shop> =>
  aSandboxOf({ contract: 'test/fixtures/shop.yaml', ...options }, '/v1');

/** A sandbox of another contract, which keeps widgets with parts. */
export const aWorkshop = (options: StartOptions = {}): Promise<Shop> =>
  aSandboxOf({ contract: 'test/fixtures/widgets.yaml', ...options }, '');

const aSandboxOf = async (options: StartOptions, base: string): Promise<Shop> => {
  const { sandbox } = await createSandboxMiddleware({ logLevel: 'silent', ...options });
  const send = (method: string, path: string, body?: unknown): Reply => {
    const parsed: RequestBody =
      body === undefined ? { kind: 'none' } : { kind: 'json', mediaType: 'application/json', value: body, bytes: 1 };
    const request = { method, target: base + path, headers: new Map(), body: parsed, baseUrl: 'http://shop.test' };
    return answered(sandbox.handle('default', request, Date.UTC(2026, 10, 24))).reply;
  };
  return { send };
};
