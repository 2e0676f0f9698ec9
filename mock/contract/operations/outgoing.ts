import type { MediaContract } from './operation.ts';
import type { Template } from './runtime-expression.ts';

/** A request that the contract says the API makes: a callback's, or a webhook's. */
export interface OutgoingContract {
  /** The callback's or the webhook's. */
  readonly name: string;
  /** Upper-case. */
  readonly method: string;
  readonly pointer: string;
  readonly summary: string;
  /** What its body may be; empty for none. */
  readonly content: readonly MediaContract[];
}

export interface CallbackContract extends OutgoingContract {
  /** Where it goes. */
  readonly url: Template;
}
