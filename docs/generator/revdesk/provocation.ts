import type { Operation } from '../../../mock/contract/index.ts';
import { SCOPES } from '../../../revdesk/scopes.ts';

/** A request to an operation, as far as it is told here. */
export interface Ask {
  /** Path and query. */
  readonly target: string;
  /** A JSON value; absent: no body. */
  readonly body?: unknown;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Who asks. @default Acme's production key */
  readonly by?: 'nobody' | 'client token' | 'another organization';
}

/** How an operation is brought to answer with an error. */
export interface Provocation {
  /** For a person, in the imperative. */
  readonly how: string;
  /** Whether every key may make one request a minute, and no more. */
  readonly throttled?: boolean;
  /** Sent one after the other. The last is answered with the status. */
  readonly asks: (valid: Ask) => readonly Ask[];
}

/** The statuses that each of RevDesk's operations declares for errors. */
export const ERROR_STATUSES = [400, 401, 403, 404, 409, 429] as const;

export type ErrorStatus = (typeof ERROR_STATUSES)[number];

/** The most natural way to an error status: one that a real client could come by, and `Prefer` only where there is none. */
export const provocationOf = (operation: Operation, status: ErrorStatus): Provocation =>
  NATURAL[status](operation) ?? byPreference(status);

type Way = (operation: Operation) => Provocation | undefined;

const byPreference = (status: ErrorStatus): Provocation => ({
  how: `Prefer: code=${status}`,
  asks: (valid) => [{ ...valid, headers: { prefer: `code=${status}` } }],
});

const isOpen = ({ security }: Operation): boolean => security.length === 0;

const isIdempotent = ({ parameters }: Operation): boolean =>
  parameters.some(({ in: place, name }) => place === 'header' && name.toLowerCase() === 'idempotency-key');

const badRequest: Way = (operation) => {
  const { requestBody, parameters } = operation;
  if (requestBody) return { how: 'a body that is no object', asks: (valid) => [{ ...valid, body: [] }] };
  const strict = parameters.find(({ in: place, shape }) => place === 'query' && !shape.types.has('string'));
  if (strict) {
    const wrong = `${strict.name}=x`;
    return { how: `?${wrong}`, asks: (valid) => [{ ...valid, target: `${pathIn(valid)}?${wrong}` }] };
  }
  if (!isIdempotent(operation)) return undefined;
  const headers = { 'idempotency-key': '' };
  return { how: 'an empty Idempotency-Key', asks: (valid) => [{ ...valid, headers }] };
};

const unauthorized: Way = (operation) =>
  isOpen(operation) ? undefined : { how: 'no key', asks: (valid) => [{ ...valid, by: 'nobody' }] };

/** What every client token may do. */
const WEBRTC = 'voice:webrtc';

const forbidden: Way = (operation) => {
  if (isOpen(operation)) return undefined;
  const scope = SCOPES.get(operation.id) ?? '';
  if (scope !== WEBRTC) return { how: `a key without ${scope}`, asks: (valid) => [{ ...valid, by: 'client token' }] };
  const how = "a from_number of somebody else's";
  return { how, asks: (valid) => [{ ...valid, by: 'another organization' }] };
};

/** Whose items are made up by their client: nothing is missing there. */
const FORGIVING: ReadonlySet<string> = new Set(['v1_mobile_devices_installationId_delete']);

const notFound: Way = ({ id, path, parameters }) => {
  const parameter = parameters.find(({ in: place }) => place === 'path');
  if (parameter === undefined || FORGIVING.has(id)) return undefined;
  return { how: `an unknown ${parameter.name}`, asks: (valid) => [{ ...valid, target: withUnknown(valid, path) }] };
};

const conflict: Way = (operation) => {
  if (!isIdempotent(operation)) return undefined;
  const headers = { 'idempotency-key': 'provoked' };
  return {
    how: 'the Idempotency-Key of another request',
    asks: (valid) => [
      { ...valid, headers },
      { ...valid, headers, target: `${valid.target}?other=1` },
    ],
  };
};

const rateLimited: Way = (operation) =>
  isOpen(operation)
    ? undefined
    : { how: 'more requests in a minute than the key may make', throttled: true, asks: (valid) => [valid, valid] };

const NATURAL: Readonly<Record<ErrorStatus, Way>> = {
  400: badRequest,
  401: unauthorized,
  403: forbidden,
  404: notFound,
  409: conflict,
  429: rateLimited,
};

const pathIn = ({ target }: Ask): string => target.split('?', 1)[0] ?? '';

/** The target with an id in its path that nobody has. */
const withUnknown = (valid: Ask, path: string): string => {
  const named = path.split('/').findIndex((segment) => segment.startsWith('{'));
  const [, query] = valid.target.split('?');
  const unknown = pathIn(valid)
    .split('/')
    .map((segment, index) => (index === named ? 'unknown' : segment))
    .join('/');
  return query === undefined ? unknown : `${unknown}?${query}`;
};
