import type { Operation } from '../../../mock/contract/index.ts';
import { SCOPES } from '../../../revdesk/scopes.ts';

/** A request to an operation, without its method. */
export interface OperationRequest {
  /** Path and query string. */
  readonly target: string;
  /** A JSON value; absent: no body. */
  readonly body?: unknown;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Which credential it is sent with. @default Acme's production key */
  readonly by?: 'anonymous' | 'client token' | 'another organization';
}

/** How to make an operation reply with an error. */
export interface Provocation {
  /** For the docs: what makes the request fail. */
  readonly how: string;
  /** Whether the quota must be lowered to one request a minute for each key. */
  readonly throttled?: boolean;
  /** Sent one after the other. The last one gets the status. */
  readonly requests: (valid: OperationRequest) => readonly OperationRequest[];
}

/** The error statuses that each RevDesk operation declares. */
export const ERROR_STATUSES = [400, 401, 403, 404, 409, 429] as const;

export type ErrorStatus = (typeof ERROR_STATUSES)[number];

/** The most natural way to get an error status: one that a real client could meet; `Prefer` only if there is none. */
export const provocationOf = (operation: Operation, status: ErrorStatus): Provocation =>
  NATURAL[status](operation) ?? byPreference(status);

type FindProvocation = (operation: Operation) => Provocation | undefined;

const byPreference = (status: ErrorStatus): Provocation => ({
  how: `Prefer: code=${status}`,
  requests: (valid) => [{ ...valid, headers: { prefer: `code=${status}` } }],
});

const isOpen = ({ security }: Operation): boolean => security.length === 0;

const isIdempotent = ({ parameters }: Operation): boolean =>
  parameters.some(({ in: location, name }) => location === 'header' && name.toLowerCase() === 'idempotency-key');

const badRequest: FindProvocation = (operation) => {
  const { requestBody, parameters } = operation;
  if (requestBody) return { how: 'a body that is not an object', requests: (valid) => [{ ...valid, body: [] }] };
  const typed = parameters.find(({ in: location, shape }) => location === 'query' && !shape.types.has('string'));
  if (typed) {
    const query = `${typed.name}=x`;
    return { how: `?${query}`, requests: (valid) => [{ ...valid, target: `${pathIn(valid)}?${query}` }] };
  }
  if (!isIdempotent(operation)) return undefined;
  const headers = { 'idempotency-key': '' };
  return { how: 'an empty Idempotency-Key', requests: (valid) => [{ ...valid, headers }] };
};

const unauthorized: FindProvocation = (operation) =>
  isOpen(operation) ? undefined : { how: 'no key', requests: (valid) => [{ ...valid, by: 'anonymous' }] };

/** The scope that every client token has. */
const WEBRTC = 'voice:webrtc';

const forbidden: FindProvocation = (operation) => {
  if (isOpen(operation)) return undefined;
  const scope = SCOPES.get(operation.id) ?? '';
  if (scope !== WEBRTC)
    return { how: `a key without ${scope}`, requests: (valid) => [{ ...valid, by: 'client token' }] };
  const how = 'a from_number of another organization';
  return { how, requests: (valid) => [{ ...valid, by: 'another organization' }] };
};

/** Operations whose item ids the client chooses: they have no natural 404. */
const WITHOUT_404: ReadonlySet<string> = new Set(['v1_mobile_devices_installationId_delete']);

const notFound: FindProvocation = ({ id, path, parameters }) => {
  const parameter = parameters.find(({ in: location }) => location === 'path');
  if (parameter === undefined || WITHOUT_404.has(id)) return undefined;
  return { how: `an unknown ${parameter.name}`, requests: (valid) => [{ ...valid, target: withUnknown(valid, path) }] };
};

const conflict: FindProvocation = (operation) => {
  if (!isIdempotent(operation)) return undefined;
  const headers = { 'idempotency-key': 'provoked' };
  return {
    how: 'the Idempotency-Key of another request',
    requests: (valid) => [
      { ...valid, headers },
      { ...valid, headers, target: `${valid.target}?other=1` },
    ],
  };
};

const rateLimited: FindProvocation = (operation) =>
  isOpen(operation)
    ? undefined
    : { how: 'more requests in a minute than the key may make', throttled: true, requests: (valid) => [valid, valid] };

const NATURAL: Readonly<Record<ErrorStatus, FindProvocation>> = {
  400: badRequest,
  401: unauthorized,
  403: forbidden,
  404: notFound,
  409: conflict,
  429: rateLimited,
};

const pathIn = ({ target }: OperationRequest): string => target.split('?', 1)[0] ?? '';

/** The target with an unknown id in its path. */
const withUnknown = (valid: OperationRequest, path: string): string => {
  const position = path.split('/').findIndex((segment) => segment.startsWith('{'));
  const [, query] = valid.target.split('?');
  const unknown = pathIn(valid)
    .split('/')
    .map((segment, index) => (index === position ? 'unknown' : segment))
    .join('/');
  return query === undefined ? unknown : `${unknown}?${query}`;
};
