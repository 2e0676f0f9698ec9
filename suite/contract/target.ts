/** A server under test. */
export interface Target {
  /** Without a slash at its end. */
  readonly url: string;
  /** The credential of whoever may call the API. */
  readonly key: string | undefined;
  readonly fetch: typeof fetch;
  /** Present: the server is a sandbox, whose control API may be called. */
  readonly control?: FoundControl;
}

export interface ControlAccess {
  readonly path: string;
  readonly token?: string;
}

/** A sandbox whose control API answers. */
export interface FoundControl extends ControlAccess {
  /** Whether callers must be known; in a sandbox that lists none, each credential is a caller of its own. */
  readonly credentials: 'listed' | 'any';
}

/** A part of the target in which one case runs at a time. */
export interface Worker extends Target {
  /** Where requests go: in a sandbox, a world of the lane's own. */
  readonly base: string;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent. */
  readonly text: string;
  /** Of JSON its value, of anything else the text; `undefined` for no content. */
  readonly body: unknown;
}

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A server that takes longer has failed. */
const TIMEOUT_MS = 10_000;

export const send = async (target: Target, { method, url, headers, body }: SentRequest): Promise<Answer> => {
  const response = await target.fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    // As bytes: to text without a type, fetch would add one.
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  });
  const text = await response.text();
  const answered = Object.fromEntries(response.headers);
  return { status: response.status, headers: answered, text, body: bodyOf(text, answered['content-type'] ?? '') };
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

/** Lanes to run cases in, side by side. In a sandbox each has a world, so that no case meets what another one did. */
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

/** Puts the lane's world back to its seed. */
export const resetWorld = async (lane: Worker): Promise<void> => {
  if (lane.control === undefined) return;
  const sent = { method: 'POST', url: controlUrl(lane, '/reset'), headers: controlHeaders(lane) };
  const { status, text } = await send(lane, sent);
  if (status !== 204) throw new Error(`The sandbox did not reset the world ${lane.base}: ${status} ${text}`);
};
