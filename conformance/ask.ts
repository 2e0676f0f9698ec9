import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { WireRequest, WireResponse } from './referee/referee.ts';

const agent = new Agent({ keepAlive: true });

/** A server that takes longer counts as hanging. */
const TIMEOUT_MS = 3_000;

/** Sends one request. Returns a text with the reason if there is no response. */
export const ask = (
  port: number,
  { method, target, headers, body }: WireRequest,
  timeoutMs = TIMEOUT_MS,
): Promise<WireResponse | string> =>
  new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({ port, host: '127.0.0.1', method, path: target, headers: { ...headers, ...length }, agent });
    const timeout = setTimeout(() => sent.destroy(new Error('no response in time')), timeoutMs);
    const finish = (result: WireResponse | string): void => {
      clearTimeout(timeout);
      resolve(result);
    };
    sent.once('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
    sent.once('response', (response) => {
      const fields = Object.entries(response.headers).map(
        ([name, value]) => [name, [value ?? ''].flat().join(', ')] as const,
      );
      text(response).then(
        (received) => finish({ status: response.statusCode ?? 0, headers: Object.fromEntries(fields), body: received }),
        () => finish('the response was cut off'),
      );
    });
    sent.end(body);
  });
