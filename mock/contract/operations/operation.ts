import type { ContractDocument } from '../document/document.ts';
import type { Shape } from '../schemas/shape.ts';
import type { Validator } from '../schemas/violation.ts';
import type { CallbackContract } from './outgoing.ts';

/** One media type of a request body or a response. */
export interface MediaContract {
  /** Lower-case, without parameters; `*` wildcards as declared. */
  readonly mediaType: string;
  readonly validate: Validator;
  /** Pointer to the schema in the document; `undefined` if none is declared. */
  readonly schemaPointer: string | undefined;
  /** Declared examples that fit, by name; an unnamed one is called `example`. */
  readonly examples: ReadonlyMap<string, unknown>;
  /** For a request body that is a form or plain text. */
  readonly textual: TextualBody | undefined;
}

/** How a property of a form is serialized (OpenAPI 3.1.1, section 4.8.15). */
export interface PartForm {
  /** Nested in brackets at any depth: `filter[name]=Rex`. */
  readonly isBracketed: boolean;
  readonly text: TextForm;
}

/** How to parse the texts of a body so that its schema can validate them. */
export interface TextualBody {
  readonly shape: Shape;
  /** The properties of a form. */
  readonly parts: ReadonlyMap<string, PartForm>;
}

/** How a value is serialized as text: in a path, a query, a header or a cookie. */
export interface TextForm {
  /** The text is JSON. */
  readonly isJson: boolean;
  /** Whether items and properties are sent separately (`a=1&a=2`); else in one text, separated by {@link separator}. */
  readonly explode: boolean;
  /** @default "," */
  readonly separator?: string;
  readonly shape: Shape;
}

export type ParameterStyle = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

export interface ParameterContract extends TextForm {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly style: ParameterStyle;
  /** Whether it may be sent without a value, whatever its schema says: `?flag`. */
  readonly mayBeEmpty: boolean;
  readonly validate: Validator;
  readonly schemaPointer: string | undefined;
}

export interface HeaderContract extends TextForm {
  /** Lower-case: field names are case-insensitive (RFC 9110, section 5.1). */
  readonly name: string;
  readonly required: boolean;
  readonly validate: Validator;
  readonly schemaPointer: string | undefined;
}

export interface ResponseContract {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly pointer: string;
  readonly content: readonly MediaContract[];
  readonly headers: readonly HeaderContract[];
}

export type SecurityScheme = (
  | { readonly kind: 'bearer' }
  | { readonly kind: 'basic' }
  | { readonly kind: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
) & {
  /** The scopes that a credential must have; absent means none in particular. */
  readonly scopes?: readonly string[];
};

/** Schemes that are all required together. An empty list means that no credential is needed. */
export type SecurityAlternative = readonly SecurityScheme[];

export interface Operation {
  /** `operationId`, else method and path: `get /v1/calls`. */
  readonly id: string;
  /** Upper-case. */
  readonly method: string;
  /** The template: `/v1/calls/{call_id}`. */
  readonly path: string;
  /** The base paths from its servers, each without a trailing slash: `/api`, or empty. At least one. */
  readonly basePaths: readonly string[];
  readonly document: ContractDocument;
  readonly pointer: string;
  readonly summary: string;
  readonly parameters: readonly ParameterContract[];
  readonly requestBody: { readonly required: boolean; readonly content: readonly MediaContract[] } | undefined;
  readonly responses: readonly ResponseContract[];
  readonly callbacks: readonly CallbackContract[];
  /** A request must satisfy one of them. Empty means open to all. */
  readonly security: readonly SecurityAlternative[];
}

/**
 * The declared response for a status: exactly, else its range, else `default`.
 *
 * @param how `by-number` leaves `default` out: whether a status is *meant* by the contract, not merely covered.
 */
export const responseFor = (
  operation: Operation,
  status: number,
  how: 'covered' | 'by-number' = 'covered',
): ResponseContract | undefined => {
  const declared = (key: string): ResponseContract | undefined =>
    operation.responses.find((response) => response.status === key);
  const byNumber = declared(String(status)) ?? declared(`${Math.trunc(status / 100)}XX`);
  return byNumber ?? (how === 'covered' ? declared('default') : undefined);
};

/** The message for an operation id that the contract does not have. */
export const unknownOperationText = (id: string, operations: readonly Operation[]): string => {
  const ids = operations.map((known) => known.id);
  const closestFirst = ids.toSorted((one, other) => Number(other.includes(id)) - Number(one.includes(id)));
  const more = ids.length > MAX_LISTED ? `, and ${ids.length - MAX_LISTED} more` : '';
  return `Unknown operation ${id}. Known: ${closestFirst.slice(0, MAX_LISTED).join(', ')}${more}.`;
};

/** A longer list would not be readable. */
const MAX_LISTED = 10;

/** The response for a success: the first declared 2xx, else `default`, else the first 1xx or 3xx, else the first of all. */
export const successOf = ({ responses }: Operation): ResponseContract =>
  responses.find(({ status }) => status.startsWith('2')) ??
  responses.find(({ status }) => status === 'default') ??
  responses.find(({ status }) => /^[13]/.test(status)) ??
  // An operation has at least one response.
  (responses[0] as ResponseContract);

/** The media type of a `Content-Type` value: lower-case, without parameters. */
export const mediaTypeOf = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

/** `application/json`, and types with the suffix `+json` (RFC 6839). */
export const isJson = (mediaType: string): boolean => mediaType === 'application/json' || mediaType.endsWith('+json');

/** Forms with named fields: URL-encoded, or each field in its own part. */
export const isForm = (mediaType: string): boolean =>
  mediaType === 'application/x-www-form-urlencoded' || mediaType === 'multipart/form-data';

/** XML counts as text (RFC 7303); its content is not interpreted. */
export const isText = (mediaType: string): boolean => mediaType.startsWith('text/') || isXml(mediaType);

export const isXml = (mediaType: string): boolean =>
  mediaType === 'application/xml' || mediaType === 'text/xml' || mediaType.endsWith('+xml');

/** The declared media type that matches the given one: exactly, else by wildcard. */
export const mediaFor = (content: readonly MediaContract[], mediaType: string): MediaContract | undefined =>
  content.find((media) => media.mediaType === mediaType) ??
  content.find((media) => media.mediaType.endsWith('/*') && mediaType.startsWith(media.mediaType.slice(0, -1))) ??
  content.find((media) => media.mediaType === '*/*');
