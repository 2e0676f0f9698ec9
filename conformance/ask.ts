import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Answer, Asked } from './referee/referee.ts';

const agent = new Agent({ keepAlive: true });

/** Longer than this, a server hangs. */
const TIMEOUT_MS = 3_000;

/** Sends one request; text says why no answer came. */
export const ask = (
  port: number,
  { method, target, headers, body }: Asked,
  patienceMs = TIMEOUT_MS,
): Promise<Answer | string> =>
  new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({ port, host: '127.0.0.1', method, path: target, headers: { ...headers, ...length }, agent });
    const patience = setTimeout(() => sent.destroy(new Error('no answer in time')), patienceMs);
    const finish = (result: Answer | string): void => {
      clearTimeout(patience);
      resolve(result);
    };
    sent.once('error', (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
    sent.once('response', (response) => {
      const own = Object.entries(response.headers).map(
        ([name, value]) => [name, [value ?? ''].flat().join(', ')] as const,
      );
      text(response).then(
        (received) => finish({ status: response.statusCode ?? 0, headers: Object.fromEntries(own), body: received }),
        () => finish('the answer broke off'),
      );
    });
    sent.end(body);
  });
