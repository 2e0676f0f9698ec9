import type { HeaderFields, SandboxRequest } from '../../mock/index.ts';
import type { Key } from '../../index.ts';
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

/** The credential of a seeded key. */
const keyOf = (kind: Key['kind']): string => {
  const key = KEYS.find((each) => each.kind === kind);
  if (key === undefined) throw new Error(`There is no seeded key of kind ${kind}.`);
  return key.credential;
};

export const PRODUCTION = keyOf('production');
export const DEMO = keyOf('demo');
export const BRAVO = keyOf('other-organization');
export const READ_ONLY = keyOf('read-only');
export const SDK_TEST = keyOf('test');
export const REVOKED = keyOf('revoked');
export const NORTH = keyOf('sub-entity');

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
