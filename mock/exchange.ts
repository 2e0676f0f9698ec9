import type { Operation } from './contract/operations/operation.ts';

/** A moment in time, in epoch milliseconds, on the clock of the world that is meant. */
export type Instant = number;

export type JsonObject = Readonly<Record<string, unknown>>;

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

export type TransportFault = 'reset' | 'truncate' | 'malformed' | 'timeout';

/** An answer as data. Delays and transport faults are part of it; the shell acts on them. */
export interface Reply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value; `undefined` for no content. */
  readonly body?: unknown;
  /** Wall time that the shell waits before it sends; it never moves the world's clock. */
  readonly delayMs?: number;
  readonly transport?: TransportFault;
}

/** Who is calling, once a credential was recognised. */
export interface Caller {
  readonly id: string;
  /** For people: `production key of Acme`. */
  readonly label: string;
  readonly organization: string;
  /** What limits depend on, such as `production` or `demo`. */
  readonly plan: string;
  readonly scopes: 'all' | ReadonlySet<string>;
  /** Organizations below its own, whose things it may use as well. @default none */
  readonly accessibleOrganizations?: ReadonlySet<string>;
}

/** Whether a caller may use what belongs to an organization. Its reach is looked at only where that decides: it may have to be looked up. */
export const canAccess = (caller: Caller, owner: unknown): boolean =>
  owner === caller.organization || (typeof owner === 'string' && caller.accessibleOrganizations?.has(owner) === true);

export const ANONYMOUS: Caller = { id: '', label: 'nobody', organization: '', plan: '', scopes: new Set() };

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

export const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => ({
  ...reply,
  headers: { ...reply.headers, ...headers },
});
