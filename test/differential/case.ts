import type { ControlClient } from '../../index.ts';
import { issueBody } from '../support/a-request.ts';

/** A request to `POST /v1/webrtc-token`. Omitted parts have valid defaults. */
export interface Sketch {
  /** The `Authorization` header; null: no header. */
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** As text; null: no body. */
  readonly body?: string | null;
}

/** Sends a request directly to the sandbox, not through Prism, and returns the token. */
export type Issue = (sketch?: Sketch) => Promise<string>;

/** A case that the contract covers, and whose request Prism forwards to the sandbox unchanged. */
export interface Case {
  readonly name: string;
  /** Runs before the request. */
  readonly setup?: (control: ControlClient, issue: Issue) => Promise<unknown>;
  /** A function receives the result of `setup`. */
  readonly request?: Sketch | ((setupResult: unknown) => Sketch);
  readonly status: number;
  /** The error code; absent for a success and for a generated error. */
  readonly code?: string;
}

export const bearer = (key: string): string => `Bearer ${key}`;

export const bodyOf = (to?: string, from?: string): string => JSON.stringify(issueBody(to, from));

/** With an idempotency key. */
export const KEYED: Sketch = { headers: { 'idempotency-key': 'key-1' } };

/** The guardrails in all cases: these destinations, one call at a time, two started minutes a day. */
export const GUARDRAILS = {
  allowlist: ['+14155550110', '+14155550111'],
  concurrency: 1,
  dailySpend: { limitCents: 20, centsPerMinute: 10 },
};
