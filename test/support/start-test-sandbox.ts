import type { RunningSandbox, StartOptions } from '../../index.ts';
import { startSandbox } from '../../index.ts';
import { issueBody, PRODUCTION } from './a-request.ts';
import { START } from './open-sandbox.ts';

/** Starts a silent sandbox on a free port. Its wall clock stays at {@link START} unless the test passes one. */
export const startTestSandbox = (options: StartOptions = {}): Promise<RunningSandbox> =>
  startSandbox({ port: 0, logLevel: 'silent', wallClock: () => START, ...options });

/** Posts a request to `/v1/webrtc-token`, a valid one unless `init` overrides it. */
export const postToken = (url: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers({ authorization: `Bearer ${PRODUCTION}`, 'content-type': 'application/json' });
  new Headers(init.headers).forEach((value, name) => headers.set(name, value));
  return fetch(`${url}/v1/webrtc-token`, { method: 'POST', body: JSON.stringify(issueBody()), ...init, headers });
};

/** The `error` in the envelope of a response. */
export const errorOf = async (
  response: Response,
): Promise<{ readonly code: string; readonly message: string; readonly fields?: Record<string, string> }> =>
  ((await response.json()) as { readonly error: { readonly code: string; readonly message: string } }).error;
