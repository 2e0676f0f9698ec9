import type { JsonObject } from '../../mock/index.ts';
import { PRODUCTION } from './a-request.ts';
import type { HarnessOptions, TestHarness } from './open-sandbox.ts';
import { openSandbox } from './open-sandbox.ts';

/** A reply of the RevDesk API, split into its parts. */
export interface ApiReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The `data` of the envelope; empty in an error. */
  readonly data: JsonObject;
  /** The `error` of the envelope; empty in a success. */
  readonly error: JsonObject;
}

export interface RevDeskHarness extends TestHarness {
  /** Calls an operation, such as `GET /v1/calls`, with Acme's production key or another. */
  readonly call: (
    operation: string,
    body?: unknown,
    key?: string,
    headers?: Readonly<Record<string, string>>,
  ) => ApiReply;
}

/** A sandbox of the bundled contract, without a socket. */
export const openRevDesk = async (options: HarnessOptions = {}): Promise<RevDeskHarness> => {
  const harness = await openSandbox(options);
  const call: RevDeskHarness['call'] = (operation, body, key = PRODUCTION, headers = {}) => {
    const [method = '', target = ''] = operation.split(' ');
    const reply = harness.send({ method, target, body, key, headers });
    const { data, error } = { data: {}, error: {}, ...(reply.body as { data?: JsonObject; error?: JsonObject }) };
    return { status: reply.status, headers: reply.headers, body: reply.body, data, error };
  };
  return { ...harness, call };
};
