import type { Caller } from './caller.ts';
import type { Operation } from './contract/operations/operation.ts';
import type { TransportFault } from './reply.ts';
import type { SandboxRequest } from './request.ts';
import type { Instant } from './state/instant.ts';

/** An outcome that the tester asked for. */
export interface Forced {
  /** Who asked: an override's id, a rule's id, `prefer`, or which magic value. */
  readonly by: string;
  readonly status?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
  /** Only with `status`: what the reply says, in place of the contract's or the dialect's own words. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  readonly transport?: TransportFault;
}

/** One request with what has been established about it so far. */
export interface Exchange {
  /** The request id, as sent in the reply. */
  readonly id: string;
  readonly request: SandboxRequest;
  readonly operation: Operation;
  /** Path parameters as they stood in the URL, percent-decoded. */
  readonly pathParameters: ReadonlyMap<string, string>;
  /** Read once per request from the world's clock. */
  readonly now: Instant;
  /** {@link ANONYMOUS} until the stage `authenticate` has passed. */
  readonly caller: Caller;
  readonly forced?: Forced;
}
