import type { ErrorFormat } from '../api-pack.ts';
import type { Operation } from '../contract/operations/operation.ts';
import type { Instant } from '../exchange.ts';
import type { Trace } from '../observe/trace.ts';
import type { Refuse } from '../refusal.ts';
import { statusOf } from '../refusal.ts';

interface RefuseContext {
  readonly errorFormat: ErrorFormat;
  readonly now: Instant;
  readonly baseUrl: string;
  readonly operation?: Operation;
  /** Where the refusal is written down. */
  readonly trace?: Trace;
}

/** Binds refusing to one request: settles the status, has the dialect word it, writes it down. */
export const createRefuse =
  ({ trace, errorFormat, ...context }: RefuseContext): Refuse =>
  (kind, detail, details = {}) => {
    const refusal = { ...details, kind, detail };
    if (trace) trace.refusal = refusal;
    return errorFormat.refusal(refusal, { ...context, status: statusOf(refusal, context.operation) });
  };
