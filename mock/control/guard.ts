import { hash, timingSafeEqual } from 'node:crypto';

/** What is known of who makes a control call. */
export interface ControlCaller {
  readonly peerAddress: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  /** Whether a `Forwarded` or `X-Forwarded-*` header is there: then the peer is a proxy, and not who asks. */
  readonly isForwarded: boolean;
  /** Whether it is a sandbox that calls, to deliver something. A client may say where to: its word is not this machine's. */
  readonly isDelivery: boolean;
  readonly controlToken: string | undefined;
}

export interface GuardPolicy {
  /** When set, it is what counts, and nothing else does. */
  readonly token?: string;
  /** Names beside loopback's under which this server may be called, lower-case, without port. */
  readonly hosts: readonly string[];
}

export interface Rejection {
  readonly kind: 'control_forbidden' | 'control_token_rejected';
  readonly detail: string;
}

/**
 * Whether a control call may go through; `undefined` if it may.
 *
 * Without a token only this machine may call, and no web page that it happens to show: `Host` closes DNS rebinding, `Origin` and
 * `Sec-Fetch-Site` close cross-site requests, the forwarding headers a proxy that makes the world look local.
 */
export const guard = (visitor: ControlCaller, policy: GuardPolicy): Rejection | undefined =>
  policy.token === undefined ? guardByPlace(visitor, policy.hosts) : guardByToken(visitor.controlToken, policy.token);

const guardByToken = (given: string | undefined, wanted: string): Rejection | undefined => {
  if (given !== undefined && isSame(given, wanted)) return undefined;
  const found = given === undefined ? 'No control token was sent' : 'The control token is not the right one';
  const detail = `${found}. Send "Sandbox-Control-Token: <token>" with the token that the sandbox was started with.`;
  return { kind: 'control_token_rejected', detail };
};

/** In constant time, and whatever the lengths. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));

const guardByPlace = (visitor: ControlCaller, hosts: readonly string[]): Rejection | undefined => {
  const problem = problemOf(visitor, hosts);
  return problem === undefined ? undefined : { kind: 'control_forbidden', detail: `${problem} ${REMEDY}` };
};

const problemOf = (visitor: ControlCaller, hosts: readonly string[]): string | undefined => {
  if (!isLoopbackAddress(visitor.peerAddress))
    return 'The control API answers this machine only, and the call comes from another.';
  if (visitor.isDelivery) return "The call was made by a sandbox, to deliver something on a client's word.";
  if (visitor.isForwarded) return 'The call was forwarded by a proxy, so nobody knows where it comes from.';
  const host = hostName(visitor.host);
  if (host === undefined || !(isLoopbackName(host) || hosts.includes(host))) {
    return `The Host header names ${visitor.host || 'nobody'}, which is not this machine (a setting, controlHosts, adds names).`;
  }
  if (visitor.origin !== undefined && !isOwnOrigin(visitor.origin, visitor.host)) {
    return `The call was made by a web page of another origin (${visitor.origin}).`;
  }
  return isCrossSite(visitor.secFetchSite) ? 'The call was made by a web page of another site.' : undefined;
};

const REMEDY = 'Call it on 127.0.0.1, or start the sandbox with --control-token and send that token.';

/** An address in 127.0.0.0/8 is this machine (RFC 1122, section 3.2.1.3), whoever says it. */
export const isLoopbackName = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

const isCrossSite = (secFetchSite = ''): boolean => secFetchSite.includes('cross-site');

export const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && /^(::ffff:)?127\.|^::1$/.test(address);

/** A `Host` value without its port, lower-case. */
const hostName = (host: string | undefined): string | undefined =>
  /^(\[[^\]]*\]|[^:]*)(:\d+)?$/.exec(host ?? '')?.[1]?.toLowerCase();

const isOwnOrigin = (origin: string, host: string | undefined): boolean =>
  origin === `http://${host}` || origin === `https://${host}`;
