import type { Exchange, Forced } from '../exchange.ts';
import type { Instant } from '../state/instant.ts';
import type { CompletedJob } from '../state/schedule.ts';
import type { UpstreamAnswer, UpstreamRequest } from '../upstream/upstream.ts';
import type { RequestEngine } from './decide.ts';

/** What is decided about a request before the upstream is asked. It stays the same when the answer arrives, even if the world has changed. */
export interface PendingRequest {
  readonly id: string;
  readonly at: Instant;
  readonly settled: readonly CompletedJob[];
  readonly engine: RequestEngine;
  readonly forced?: Forced;
}

/** A request that needs an upstream's answer; its own changes are not applied yet. The shell asks the upstream and handles the request again. */
export interface UpstreamNeed {
  readonly kind: 'upstream';
  readonly request: UpstreamRequest;
  readonly exchange: Pick<Exchange, 'operation' | 'pathParameters'>;
  /** Handed back to the sandbox with the answer. */
  readonly pending: PendingRequest;
}

/** Answers from outside that arrived since the request was first handled. */
export interface Inputs {
  readonly upstream?: { readonly need: UpstreamNeed; readonly answer: UpstreamAnswer };
}
