import type { Operation } from '../contract/operations/operation.ts';
import type { Trace } from '../observe/trace.ts';
import type { ErrorFormat, Refuse } from '../refusal.ts';
import { statusOf } from '../refusal.ts';
import type { Instant } from '../state/instant.ts';

interface RefuseContext {
  readonly errorFormat: ErrorFormat;
  readonly now: Instant;
  readonly baseUrl: string;
  readonly operation?: Operation;
  /** Receives the refusal, for the journal. */
  readonly trace?: Trace;
}

/** Binds `refuse` to one request: chooses the status, words the refusal in the error format, and adds it to the trace. */
export const createRefuse =
  ({ trace, errorFormat, ...context }: RefuseContext): Refuse =>
  (kind, detail, details = {}) => {
    const refusal = { ...details, kind, detail };
    if (trace) trace.refusal = refusal;
    return errorFormat.refusal(refusal, { ...context, status: statusOf(refusal, context.operation) });
  };
