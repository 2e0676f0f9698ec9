export type TransportFault = 'reset' | 'truncate' | 'malformed' | 'timeout';

/** An answer as data. Delays and transport faults are part of it; the shell acts on them. */
export interface Reply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value; `undefined` for no content. */
  readonly body?: unknown;
  /** Wall time that the shell waits before it sends; it never moves the world's clock. */
  readonly delayMs?: number;
  readonly transport?: TransportFault;
}

export const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => ({
  ...reply,
  headers: { ...reply.headers, ...headers },
});
