import { hash, timingSafeEqual } from 'node:crypto';

/** What is known about the caller of a control call. */
export interface ControlCaller {
  readonly peerAddress: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  /** Whether there is a `Forwarded` or `X-Forwarded-*` header. If so, the peer is a proxy, not the caller. */
  readonly isForwarded: boolean;
  /** Whether the call is a delivery of a sandbox. A client may have chosen its target, so that it does not count as local. */
  readonly isDelivery: boolean;
  readonly controlToken: string | undefined;
}

export interface GuardPolicy {
  /** If set, only the token decides. */
  readonly token?: string;
  /** Host names, in addition to the loopback names, under which this server may be called; lower-case, without port. */
  readonly hosts: readonly string[];
}

export interface Rejection {
  readonly kind: 'control_forbidden' | 'control_token_rejected';
  readonly detail: string;
}

/**
 * Checks whether a control call is allowed; `undefined` if it is.
 *
 * Without a token, only this machine may call, and no web page that is open on it. The check of `Host` prevents DNS rebinding, the checks
 * of `Origin` and `Sec-Fetch-Site` prevent cross-site requests, and the forwarding headers reveal a proxy that makes every caller look
 * local.
 */
export const guard = (caller: ControlCaller, policy: GuardPolicy): Rejection | undefined =>
  policy.token === undefined ? guardLocalCaller(caller, policy.hosts) : guardByToken(caller.controlToken, policy.token);

const guardByToken = (sent: string | undefined, expected: string): Rejection | undefined => {
  if (sent !== undefined && isSame(sent, expected)) return undefined;
  const found = sent === undefined ? 'No control token was sent' : 'The control token is wrong';
  const detail = `${found}. Send "Sandbox-Control-Token: <token>" with the token that the sandbox was started with.`;
  return { kind: 'control_token_rejected', detail };
};

/** Compares in constant time, whatever the lengths. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));

const guardLocalCaller = (caller: ControlCaller, hosts: readonly string[]): Rejection | undefined => {
  const problem = problemOf(caller, hosts);
  return problem === undefined ? undefined : { kind: 'control_forbidden', detail: `${problem} ${REMEDY}` };
};

const problemOf = (caller: ControlCaller, hosts: readonly string[]): string | undefined => {
  if (!isLoopbackAddress(caller.peerAddress))
    return 'The control API accepts calls only from this machine, and the call comes from another.';
  if (caller.isDelivery) return 'The call is a delivery of a sandbox, whose target a client may have chosen.';
  if (caller.isForwarded) return 'The call was forwarded by a proxy, so its source is unknown.';
  const host = hostName(caller.host);
  if (host === undefined || !(isLoopbackName(host) || hosts.includes(host))) {
    return `The Host header names ${caller.host || 'no host'}, which is not this machine (the setting controlHosts adds names).`;
  }
  if (caller.origin !== undefined && !isOwnOrigin(caller.origin, caller.host)) {
    return `The call was made by a web page of another origin (${caller.origin}).`;
  }
  return isCrossSite(caller.secFetchSite) ? 'The call was made by a web page of another site.' : undefined;
};

const REMEDY = 'Call it on 127.0.0.1, or start the sandbox with --control-token and send that token.';

/** Every address in 127.0.0.0/8 is this machine (RFC 1122, section 3.2.1.3). */
export const isLoopbackName = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

const isCrossSite = (secFetchSite = ''): boolean => secFetchSite.includes('cross-site');

export const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && /^(::ffff:)?127\.|^::1$/.test(address);

/** A `Host` value without its port, lower-case. */
const hostName = (host: string | undefined): string | undefined =>
  /^(\[[^\]]*\]|[^:]*)(:\d+)?$/.exec(host ?? '')?.[1]?.toLowerCase();

const isOwnOrigin = (origin: string, host: string | undefined): boolean =>
  origin === `http://${host}` || origin === `https://${host}`;
