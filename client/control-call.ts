/** Thrown for a control call that the sandbox refused. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;
  /** The code in the sandbox's error envelope. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(`${message} (${status} ${code})`);
    this.status = status;
    this.code = code;
  }
}

export interface ControlTarget {
  /** The URL of the sandbox: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** @default "/_sandbox" */
  readonly controlPath?: string;
  /** The control token that the sandbox was started with, if any. */
  readonly token?: string;
  /** @default "default" */
  readonly world?: string;
  /** @default the global `fetch` */
  readonly fetch?: typeof fetch;
}

export type ControlMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Calls the control API: JSON in, JSON out. */
export type ControlCall = <Result>(
  method: ControlMethod,
  path: string,
  input?: unknown,
  bearer?: string,
) => Promise<Result>;

/** The returned function throws a {@link ControlError} for each call that is refused. */
export const createControlCall = (target: ControlTarget): ControlCall => {
  const { url, controlPath = '/_sandbox', token, world } = target;
  const root = `${url.replace(/\/$/, '')}${world === undefined ? '' : `/~${world}`}${controlPath}`;
  return async <Result>(method: ControlMethod, path: string, input?: unknown, bearer?: string): Promise<Result> => {
    const headers = new Headers();
    if (token !== undefined) headers.set('Sandbox-Control-Token', token);
    if (bearer !== undefined) headers.set('Authorization', `Bearer ${bearer}`);
    if (input !== undefined) headers.set('Content-Type', 'application/json');
    // Looked up per call: a reference to the global `fetch` loads Node's HTTP client, which a sandbox without control calls never needs.
    const { fetch: send = fetch } = target;
    const response = await send(root + path, {
      method,
      headers,
      ...(input !== undefined && { body: JSON.stringify(input) }),
    });
    const text = await response.text();
    if (!response.ok) throw errorFrom(response.status, text);
    return (text === '' ? undefined : JSON.parse(text)) as Result;
  };
};

const errorFrom = (status: number, text: string): ControlError => {
  const { code, message } = errorFieldsIn(text);
  return new ControlError(
    status,
    code ?? `http_${status}`,
    message ?? (text || 'The control API returned no error message.'),
  );
};

/** Reads the pack's error envelope, or a problem document (RFC 9457). */
const errorFieldsIn = (text: string): { readonly code?: string; readonly message?: string } => {
  try {
    const { error, code, detail } = JSON.parse(text) as {
      readonly error?: { readonly code: string; readonly message: string };
      readonly code?: string;
      readonly detail?: string;
    };
    return error ?? { ...(code !== undefined && { code }), ...(detail !== undefined && { message: detail }) };
  } catch {
    return {};
  }
};
