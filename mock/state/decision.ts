import type { Reply } from '../reply.ts';
import type { Job } from './schedule.ts';
import type { Change } from './records.ts';

/** A request that is to leave the sandbox. */
export interface Emission {
  /** Absolute, `http:` or `https:`. */
  readonly url: string;
  /** Upper-case. */
  readonly method: string;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A JSON value, or text where the content type says so; `undefined` for no content. */
  readonly body?: unknown;
  /** What it tells of, for people: `callback onPaid of createOrder`. */
  readonly about: string;
}

/** What a handler or a scenario wants to happen. Nothing has happened yet: only the shell applies it. */
export interface Decision {
  readonly changes?: readonly Change[];
  readonly schedule?: readonly Job[];
  /** Requests that are to leave the sandbox. The outbox keeps them, the shell sends them. */
  readonly emits?: readonly Emission[];
}

export interface Outcome extends Decision {
  readonly reply: Reply;
}
