/**
 * Header fields by lower-case name, each with its values in order of arrival.
 *
 * A Map and not an object: names come off the wire, and `{}['constructor']` exists.
 */
export type HeaderFields = ReadonlyMap<string, readonly string[]>;

/** What could not be read of a body. It is carried along, so that a refusal for it keeps its place behind 401 and 429. */
export type BodyProblem = 'malformed_body' | 'body_too_large' | 'unsupported_media_type';

/** A part of a form that is a file. Its content is counted and not kept. */
export interface FormFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export interface FormField {
  readonly name: string;
  readonly value: string | FormFile;
}

/** A body as far as it can be read without its contract; `bodyValue` says what it means. */
export type RequestBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly mediaType: string; readonly value: unknown; readonly bytes: number }
  /** In order of arrival. */
  | { readonly kind: 'form'; readonly mediaType: string; readonly fields: readonly FormField[]; readonly bytes: number }
  | { readonly kind: 'text'; readonly mediaType: string; readonly text: string; readonly bytes: number }
  | { readonly kind: 'other'; readonly mediaType: string | undefined; readonly bytes: number }
  | { readonly kind: 'unreadable'; readonly fault: BodyProblem; readonly detail: string; readonly bytes: number };

/** A request as the core sees it: data, already read. */
export interface SandboxRequest {
  /** Upper-case. */
  readonly method: string;
  /** Path and query as received, without the world's prefix. */
  readonly target: string;
  readonly headers: HeaderFields;
  readonly body: RequestBody;
  /** Where the client reached this world, such as `http://127.0.0.1:4010/~w1`; for links in replies. */
  readonly baseUrl: string;
}

/** The single value of a header, or `undefined` if it is absent; of a repeated header the first. */
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
