import type { ErrorFormat, Refuse } from '../refusal.ts';
import type { Operation } from '../contract/operations/operation.ts';
import type { Instant } from '../state/instant.ts';
import type { Trace } from '../observe/trace.ts';
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
