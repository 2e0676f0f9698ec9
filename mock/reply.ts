export type TransportFault = 'reset' | 'truncate' | 'malformed' | 'timeout';

/** A reply as data. Delays and transport faults are part of it; the shell carries them out. */
export interface Reply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value; `undefined` for no content. */
  readonly body?: unknown;
  /** How long the shell waits before it sends the reply, in wall time. The world's clock does not move. */
  readonly delayMs?: number;
  readonly transport?: TransportFault;
}

export const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => ({
  ...reply,
  headers: { ...reply.headers, ...headers },
});
