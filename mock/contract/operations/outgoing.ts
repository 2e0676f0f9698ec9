import type { MediaContract } from './operation.ts';

/** What an expression is read from (OpenAPI 3.1.1, section 4.8.20.4). */
export type Expression =
  | { readonly kind: 'url' | 'method' | 'statusCode' }
  | { readonly kind: 'header' | 'query' | 'path' | 'body'; readonly of: 'request' | 'response'; readonly name: string };

/** Text with expressions in it: `https://hooks.test/{$request.body#/id}`. */
export interface Template {
  readonly text: string;
  readonly parts: readonly (string | Expression)[];
}

/** An expression that names a part of a message. */
export type NamedExpression = Extract<Expression, { readonly name: string }>;

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
