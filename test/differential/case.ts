import type { ControlClient } from '../../index.ts';
import { issueBody } from '../support/a-request.ts';

/** A request to `POST /v1/webrtc-token`; what is left out is in order. */
export interface Sketch {
  /** What `Authorization` says; null: nothing. */
  readonly authorization?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** As text; null: no body. */
  readonly body?: string | null;
}

/** Sends a request past the referee, and gives back the token, if there is one. */
export type Issue = (sketch?: Sketch) => Promise<string>;

/** Something that the contract has an opinion about, and that reaches the sandbox through the referee as it was sent. */
export interface Case {
  readonly name: string;
  /** What is done beforehand. */
  readonly given?: (control: ControlClient, issue: Issue) => Promise<unknown>;
  /** May make use of what was given. */
  readonly request?: Sketch | ((given: unknown) => Sketch);
  readonly status: number;
  /** The error's code; absent for a success, and for an error that is made up. */
  readonly code?: string;
}

export const by = (key: string): string => `Bearer ${key}`;

export const bodyOf = (to?: string, from?: string): string => JSON.stringify(issueBody(to, from));

/** Under an idempotency key. */
export const KEYED: Sketch = { headers: { 'idempotency-key': 'key-1' } };

/** What the account allows itself in all cases: these destinations, one call at a time, two begun minutes a day. */
export const GUARDRAILS = {
  allowlist: ['+14155550110', '+14155550111'],
  concurrency: 1,
  dailySpend: { limitCents: 20, centsPerMinute: 10 },
};
