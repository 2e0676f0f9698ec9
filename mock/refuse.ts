import type { Dialect } from './api-pack.ts';
import type { Operation } from './contract/operations.ts';
import type { Instant } from './exchange.ts';
import type { Findings } from './findings.ts';
import type { Refuse } from './refusal.ts';
import { statusOf } from './refusal.ts';

interface RefuseContext {
  readonly dialect: Dialect;
  readonly now: Instant;
  readonly baseUrl: string;
  readonly operation?: Operation;
  /** Where the refusal is written down. */
  readonly findings?: Findings;
}

/** Binds refusing to one request: settles the status, has the dialect word it, writes it down. */
export const createRefuse =
  ({ findings, dialect, ...context }: RefuseContext): Refuse =>
  (kind, detail, details = {}) => {
    const refusal = { ...details, kind, detail };
    if (findings) findings.refusal = refusal;
    return dialect.refusal(refusal, { ...context, status: statusOf(refusal, context.operation) });
  };
