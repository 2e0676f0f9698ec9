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

/** A request that the sandbox sends. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: no body. */
  readonly payload: string;
}

export interface SendLimits {
  /** Host names to which requests may be sent, in addition to those of this machine; lower-case. */
  readonly allow: readonly string[];
  /** Aborts the attempt. */
  readonly signal: AbortSignal;
  /** Resolves a name to all its addresses. @default the system's resolver */
  readonly resolve?: (name: string, options: LookupAllOptions) => Promise<LookupAddress[]>;
}

/**
 * Sends a request once, and returns the result. Follows no redirect, keeps no connection, and discards the body of the reply.
 *
 * The check uses the address that the connection is made to, so that a name cannot resolve to another address after the check.
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
    // Node does not look up a host that is an IP address.
    if (!isAllowed && isIP(host) !== 0) refuseDisallowedAddress(host, [host]);
    const response = await sendRequest(url, outgoing, { signal, lookup: lookupFor(host, isAllowed, resolve) });
    await discard(response);
    // Node's type leaves the status open, since requests have none; a response has one.
    return { status: response.statusCode as number };
  } catch (error) {
    // The error of an aborted request does not say whether it timed out.
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
        (found) => callBack(found, options.all === true, callback),
        (error: NodeJS.ErrnoException) => callback(error, []),
      );
  };

const callBack = (found: LookupAddress[], isForAll: boolean, callback: Parameters<LookupFunction>[2]): void => {
  const [first] = found;
  if (isForAll || first === undefined) callback(null, found);
  else callback(null, first.address, first.family);
};

/** Checks all addresses of a name, since Node tries one after the other. */
const refuseDisallowedAddress = (host: string, addresses: readonly string[]): void => {
  const disallowed = addresses.find((address) => !isLoopbackAddress(address));
  if (disallowed === undefined) return;
  const target = disallowed === host ? host : `${host} (${disallowed})`;
  throw new Error(`Not sent: ${target} is not this machine. Add the host to outgoing.allow in the settings.`);
};

const sendRequest = (
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
    // If the target switches protocols (101), Node closes the connection without an error.
    request.once('close', () => reject(new Error('The connection was closed without a reply.')));
    request.end(payload);
  });

const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

const MAX_DISCARDED_BYTES = 64 * 1024;

/** Reads a reply to its end, so that the target can finish sending it. A long one is cut off; its status is known by then. */
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
