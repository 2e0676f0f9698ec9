import type { Caller } from './caller.ts';
import type { Operation } from './contract/operations/operation.ts';
import type { TransportFault } from './reply.ts';
import type { SandboxRequest } from './request.ts';
import type { Instant } from './state/instant.ts';

/** An outcome that the tester asked for. */
export interface Forced {
  /** What asked for it: an override's id, a rule's id, `prefer`, or a magic value. */
  readonly by: string;
  readonly status?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  /** Only with `status`: the body, in place of the contract's or the error format's own. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  readonly transport?: TransportFault;
}

/** One request, with what is known about it so far. */
export interface Exchange {
  /** The request id, as in the reply. */
  readonly id: string;
  readonly request: SandboxRequest;
  readonly operation: Operation;
  /** Path parameters from the URL, percent-decoded. */
  readonly pathParameters: ReadonlyMap<string, string>;
  /** Read once per request from the world's clock. */
  readonly now: Instant;
  /** {@link ANONYMOUS} until the stage `authenticate` has passed. */
  readonly caller: Caller;
  readonly forced?: Forced;
}
