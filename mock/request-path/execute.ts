import type { Exchange } from '../exchange.ts';
import type { Trace } from '../observe/trace.ts';
import { StageError } from '../pipeline.ts';
import type { Refuse } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { AppliedChange } from '../state/records.ts';
import type { UpstreamAnswer } from '../upstream/upstream.ts';
import type { World } from '../world/world.ts';
import { decide } from './decide.ts';
import type { PendingRequest, UpstreamNeed } from './pending-request.ts';

/** One exchange, and what its execution needs. */
export interface Execution {
  readonly world: World;
  readonly exchange: Exchange;
  readonly trace: Trace;
  readonly pending: PendingRequest;
  readonly answer: UpstreamAnswer | undefined;
  readonly refuse: Refuse;
  readonly onBug: (error: unknown) => void;
}

/** Decides an exchange and applies its changes. A bug discards the changes, and gives a 500 that names the stage. */
export const execute = (
  execution: Execution,
): { readonly reply: Reply; readonly changes: readonly AppliedChange[] } | UpstreamNeed => {
  const { world, exchange, trace, pending, answer, refuse, onBug } = execution;
  try {
    const decided = decide(pending.engine, world, exchange, trace, answer);
    if ('needs' in decided) {
      const { needs: request, forced } = decided;
      return { kind: 'upstream', request, exchange, pending: { ...pending, ...(forced && { forced }) } };
    }
    const { reply, changes } = decided;
    return { reply, changes: world.apply(changes, exchange.now) };
  } catch (error) {
    onBug(error);
    const stage = error instanceof StageError ? error.stage : 'decide';
    const detail = `The sandbox failed in the stage "${stage}". This is a bug in the sandbox; see its log.`;
    return { reply: refuse('internal', detail), changes: [] };
  }
};
