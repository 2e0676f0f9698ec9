import type { Exchange, Forced } from '../exchange.ts';
import type { CompletedJob } from '../state/schedule.ts';
import type { Instant } from '../state/instant.ts';
import type { UpstreamAnswer, UpstreamRequest } from '../upstream/upstream.ts';
import type { RequestEngine } from './decide.ts';

/** What was settled about a request before the upstream was asked: it holds when the answer is there, whatever came in between. */
export interface PendingRequest {
  readonly id: string;
  readonly at: Instant;
  readonly settled: readonly CompletedJob[];
  readonly engine: RequestEngine;
  readonly forced?: Forced;
}

/** Nothing has happened yet: the shell asks the upstream, and has the request handled again, with the answer. */
export interface UpstreamNeed {
  readonly kind: 'upstream';
  readonly request: UpstreamRequest;
  readonly exchange: Pick<Exchange, 'operation' | 'pathParameters'>;
  /** To be handed back with the answer. */
  readonly pending: PendingRequest;
}

/** What came from outside since a request was first handled. */
export interface Inputs {
  readonly upstream?: { readonly need: UpstreamNeed; readonly answer: UpstreamAnswer };
}
