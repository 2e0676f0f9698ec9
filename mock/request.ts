/**
 * Header fields by lower-case name, each with its values in order of arrival.
 *
 * A Map: clients choose header names, and a plain object would also find inherited keys such as `constructor`.
 */
export type HeaderFields = ReadonlyMap<string, readonly string[]>;

/** Why a body could not be read. Kept as data, so that it is refused only after authentication, throttling and authorization. */
export type BodyProblem = 'malformed_body' | 'body_too_large' | 'unsupported_media_type';

/** A file in a form. Only its size is kept, not its content. */
export interface FormFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export interface FormField {
  readonly name: string;
  readonly value: string | FormFile;
}

/** A body as far as it can be read without the contract; `bodyValue` in `contract/bodies/` interprets it. */
export type RequestBody =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'json';
      readonly mediaType: string;
      readonly value: unknown;
      /** As it was sent. @default `value` in JSON */
      readonly text?: string;
      readonly bytes: number;
    }
  /** In the order in which they were sent. */
  | { readonly kind: 'form'; readonly mediaType: string; readonly fields: readonly FormField[]; readonly bytes: number }
  | { readonly kind: 'text'; readonly mediaType: string; readonly text: string; readonly bytes: number }
  | { readonly kind: 'other'; readonly mediaType: string | undefined; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly fault: BodyProblem; readonly detail: string; readonly bytes: number };

/** A request as data: read from the socket, not yet validated. */
export interface SandboxRequest {
  /** Upper-case. */
  readonly method: string;
  /** Path and query as received, without the world's prefix. */
  readonly target: string;
  readonly headers: HeaderFields;
  readonly body: RequestBody;
  /** The URL of this world as the client sees it, such as `http://127.0.0.1:4010/~w1`; for links in replies. */
  readonly baseUrl: string;
}

/** The value of a header; the first one if it is repeated; `undefined` if it is absent. */
export const headerOf = (request: SandboxRequest, name: string): string | undefined => request.headers.get(name)?.[0];

export const pathOf = ({ target }: SandboxRequest): string => target.split('?', 1)[0] ?? '';

export const queryOf = ({ target }: SandboxRequest): URLSearchParams => {
  const at = target.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : target.slice(at + 1));
};

export const cookiesOf = ({ headers }: SandboxRequest): ReadonlyMap<string, string> => {
  const pairs = (headers.get('cookie') ?? []).flatMap((line) => line.split(';'));
  return new Map(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), value.join('=').trim()] as const;
    }),
  );
};
