import type { JsonObject } from '../../index.ts';
import { PRODUCTION } from './a-request.ts';
import type { BenchOptions, TestBench } from './open-sandbox.ts';
import { openSandbox } from './open-sandbox.ts';

/** An answer of RevDesk's API, taken apart. */
export interface Called {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What the envelope holds; empty in an error. */
  readonly data: JsonObject;
  /** Empty in a success. */
  readonly error: JsonObject;
}

export interface RevDeskBench extends TestBench {
  /** Calls an operation, such as `GET /v1/calls`, with Acme's production key or another. */
  readonly call: (
    operation: string,
    body?: unknown,
    key?: string,
    headers?: Readonly<Record<string, string>>,
  ) => Called;
}

/** A sandbox of the bundled contract, without a socket. */
export const openRevDesk = async (options: BenchOptions = {}): Promise<RevDeskBench> => {
  const bench = await openSandbox(options);
  const call: RevDeskBench['call'] = (operation, body, key = PRODUCTION, headers = {}) => {
    const [method = '', target = ''] = operation.split(' ');
    const reply = bench.send({ method, target, body, key, headers });
    const { data, error } = { data: {}, error: {}, ...(reply.body as { data?: JsonObject; error?: JsonObject }) };
    return { status: reply.status, headers: reply.headers, body: reply.body, data, error };
  };
  return { ...bench, call };
};
