import type { Reply } from '../reply.ts';
import type { Change } from './records.ts';
import type { Job } from './schedule.ts';

/** An HTTP request that the sandbox is to send. */
export interface Emission {
  /** Absolute, `http:` or `https:`. */
  readonly url: string;
  /** Upper-case. */
  readonly method: string;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A JSON value, or text if the content type says so; `undefined` for no content. */
  readonly body?: unknown;
  /** Human-readable: `callback onPaid of createOrder`. */
  readonly about: string;
}

/** What a handler or a scenario decides: data that the sandbox applies later. */
export interface Decision {
  readonly changes?: readonly Change[];
  /** Jobs that run when the world's clock reaches their time. */
  readonly schedule?: readonly Job[];
  /** @deprecated Use `schedule`. */
  readonly later?: readonly Job[];
  /** Requests for the sandbox to send. They go to the outbox, from which the shell sends them. */
  readonly emits?: readonly Emission[];
}

export interface Outcome extends Decision {
  readonly reply: Reply;
}
