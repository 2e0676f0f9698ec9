import type { MediaContract } from './operation.ts';

/** A runtime expression (OpenAPI 3.1.1, section 4.8.20.4). */
export type Expression =
  | { readonly kind: 'url' | 'method' | 'statusCode' }
  | { readonly kind: 'header' | 'query' | 'path' | 'body'; readonly of: 'request' | 'response'; readonly name: string };

/** Text with runtime expressions: `https://hooks.test/{$request.body#/id}`. */
export interface Template {
  readonly text: string;
  readonly parts: readonly (string | Expression)[];
}

/** A runtime expression that names a part of a message. */
export type NamedExpression = Extract<Expression, { readonly name: string }>;

/** A request that the API sends according to the contract: a callback or a webhook. */
export interface OutgoingContract {
  /** Of the callback or the webhook. */
  readonly name: string;
  /** Upper-case. */
  readonly method: string;
  readonly pointer: string;
  readonly summary: string;
  /** The media types of its body; empty for a request without a body. */
  readonly content: readonly MediaContract[];
}

export interface CallbackContract extends OutgoingContract {
  /** The target URL. */
  readonly url: Template;
}
