/** A server under test. */
export interface Target {
  /** Without a trailing slash. */
  readonly url: string;
  /** The credential of a caller that may use the API. */
  readonly key: string | undefined;
  readonly fetch: typeof fetch;
  /** Present if the server is a sandbox whose control API may be called. */
  readonly control?: FoundControl;
}

export interface ControlAccess {
  readonly path: string;
  readonly token?: string;
}

/** A control API that accepts our calls. */
export interface FoundControl extends ControlAccess {
  /** Whether the sandbox has a list of callers; if it has none, it accepts any credential as a separate caller. */
  readonly credentials: 'listed' | 'any';
}

/** Runs one case at a time against its part of the target. */
export interface Worker extends Target {
  /** Base URL of the requests: in a sandbox, a separate world for each worker. */
  readonly base: string;
}

/** A reply of the server under test. */
export interface SuiteReply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it was sent. */
  readonly text: string;
  /** The parsed value of JSON, else the text; `undefined` without content. */
  readonly body: unknown;
}

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A case fails if the server takes longer. */
const TIMEOUT_MS = 10_000;

export const send = async (target: Target, { method, url, headers, body }: SentRequest): Promise<SuiteReply> => {
  const response = await target.fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    // As bytes: fetch would add a content type to a string.
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  });
  const text = await response.text();
  const responseHeaders = Object.fromEntries(response.headers);
  return {
    status: response.status,
    headers: responseHeaders,
    text,
    body: bodyOf(text, responseHeaders['content-type'] ?? ''),
  };
};

const bodyOf = (text: string, contentType: string): unknown => {
  if (text === '') return undefined;
  if (!/[/+]json\b/i.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Workers that run cases concurrently. In a sandbox each has its own world, so that cases do not affect each other. */
export const workersOf = (target: Target, count: number, run: string): readonly Worker[] =>
  Array.from({ length: count }, (_, index) => ({
    ...target,
    base: target.control === undefined ? target.url : `${target.url}/~${run}-${index}`,
  }));

export const controlUrl = ({ base, control }: Worker, path: string): string => `${base}${control?.path ?? ''}${path}`;

export const controlHeaders = ({ control }: Worker): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  ...(control?.token !== undefined && { 'sandbox-control-token': control.token }),
});

/** Resets the worker's world to its seed. */
export const resetWorld = async (worker: Worker): Promise<void> => {
  if (worker.control === undefined) return;
  const request = { method: 'POST', url: controlUrl(worker, '/reset'), headers: controlHeaders(worker) };
  const { status, text } = await send(worker, request);
  if (status !== 204) throw new Error(`The sandbox did not reset the world ${worker.base}: ${status} ${text}`);
};
