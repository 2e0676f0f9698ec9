import type { HeaderFields, SandboxRequest } from '../../index.ts';
import { KEYS } from '../../index.ts';

/** The parts of a request that a test sets; the rest is a valid request for a calling token with Acme's production key. */
export interface RequestSketch {
  readonly method?: string;
  readonly target?: string;
  /** `null`: no credential. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** A JSON value; `undefined`: no body. */
  readonly body?: unknown;
}

export const [PRODUCTION, DEMO, BRAVO, READ_ONLY, SDK_TEST, REVOKED, NORTH] = KEYS.map(
  ({ credential }) => credential,
) as [string, string, string, string, string, string, string];

export const ISSUE = 'v1_webrtc_token_post';

export const issueBody = (to = '+14155550110', from = '+14155550100'): { from_number: string; to_number: string } => ({
  from_number: from,
  to_number: to,
});

export const aRequest = (sketch: RequestSketch = {}): SandboxRequest => {
  const { method = 'POST', target = '/v1/webrtc-token', key = PRODUCTION, headers = {} } = sketch;
  const body: unknown = 'body' in sketch ? sketch.body : issueBody();
  return {
    method,
    target,
    headers: headerFields({ ...(key !== null && { authorization: `Bearer ${key}` }), ...headers }),
    body:
      body === undefined
        ? { kind: 'none' }
        : { kind: 'json', mediaType: 'application/json', value: body, bytes: JSON.stringify(body).length },
    baseUrl: 'http://sandbox.test',
  };
};

const headerFields = (headers: Readonly<Record<string, string>>): HeaderFields =>
  new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]]));
