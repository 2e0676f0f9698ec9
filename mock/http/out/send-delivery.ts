import type { LookupAddress, LookupAllOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { isLoopbackAddress } from '../../control/guard.ts';
import type { AttemptResult } from '../../outbox/delivery.ts';
import { urlProblem } from '../../outbox/target.ts';

/** A request on its way out of the sandbox. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for none. */
  readonly payload: string;
}

export interface SendLimits {
  /** Host names beside this machine's own that may be sent to, lower-case. */
  readonly allow: readonly string[];
  /** Cuts the try off. */
  readonly signal: AbortSignal;
  /** All addresses of a name. @default the system's */
  readonly resolve?: (name: string, options: LookupAllOptions) => Promise<LookupAddress[]>;
}

/**
 * Sends once, and tells what came of it. Follows no redirect, keeps no connection, and lets go of what the target answers.
 *
 * Where it may go is judged by the address that it is about to connect to: a name that leads elsewhere a moment later helps nobody.
 */
export const sendDelivery = async (
  outgoing: OutgoingRequest,
  { allow, signal, resolve = lookup }: SendLimits,
): Promise<AttemptResult> => {
  try {
    const problem = urlProblem(outgoing.url);
    if (problem !== undefined) throw new Error(`Not sent: ${problem}.`);
    const url = new URL(outgoing.url);
    const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
    const isAllowed = allow.includes(host);
    // Node looks no address up that is one already.
    if (!isAllowed && isIP(host) !== 0) refuseDisallowedAddress(host, [host]);
    const response = await exchange(url, outgoing, { signal, lookup: lookupFor(host, isAllowed, resolve) });
    await discard(response);
    // Node leaves the status open for requests; a response has one.
    return { status: response.statusCode as number };
  } catch (error) {
    // An abort's own error does not say whether time was up.
    return { error: ((signal.aborted ? signal.reason : error) as Error).message };
  }
};

const lookupFor =
  (host: string, isAllowed: boolean, resolve: NonNullable<SendLimits['resolve']>): LookupFunction =>
  (name, options, callback) => {
    resolve(name, { ...options, all: true })
      .then((found) => {
        if (!isAllowed)
          refuseDisallowedAddress(
            host,
            found.map(({ address }) => address),
          );
        return found;
      })
      .then(
        (found) => answer(found, options.all === true, callback),
        (error: NodeJS.ErrnoException) => callback(error, []),
      );
  };

const answer = (found: LookupAddress[], isForAll: boolean, callback: Parameters<LookupFunction>[2]): void => {
  const [first] = found;
  if (isForAll || first === undefined) callback(null, found);
  else callback(null, first.address, first.family);
};

/** All of a name's addresses, since Node tries one after the other. */
const refuseDisallowedAddress = (host: string, addresses: readonly string[]): void => {
  const stranger = addresses.find((address) => !isLoopbackAddress(address));
  if (stranger === undefined) return;
  const place = stranger === host ? host : `${host} (${stranger})`;
  throw new Error(`Not sent: ${place} is not this machine. Name the host under outgoing.allow in the settings.`);
};

const exchange = (
  url: URL,
  { method, headers, payload }: OutgoingRequest,
  options: Pick<RequestOptions, 'signal' | 'lookup'>,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    const length = payload === '' && BODILESS.has(method) ? {} : { 'content-length': Buffer.byteLength(payload) };
    const request = start(url, { ...options, agent: false, method, headers: { ...headers, ...length } });
    request.once('response', resolve);
    request.once('error', reject);
    // Node cuts a target that changes the protocol (101), and tells of no error.
    request.once('close', () => reject(new Error('The connection was closed without an answer.')));
    request.end(payload);
  });

const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

const MAX_DISCARDED_BYTES = 64 * 1024;

/** Read to its end, so that the target sees its answer taken; but a flood is cut. The status has been told by then. */
const discard = (response: IncomingMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_DISCARDED_BYTES) response.destroy();
    });
    response.once('error', reject);
    response.once('close', resolve);
  });
