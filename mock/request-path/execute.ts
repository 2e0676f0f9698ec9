import { decide } from './decide.ts';
import type { Exchange } from '../exchange.ts';
import type { Reply } from '../reply.ts';
import type { Trace } from '../observe/trace.ts';
import { StageError } from '../pipeline.ts';
import type { Refuse } from '../refusal.ts';
import type { AppliedChange } from '../state/records.ts';
import type { World } from '../world/world.ts';
import type { PendingRequest, UpstreamNeed } from './pending-request.ts';
import type { UpstreamAnswer } from '../upstream/upstream.ts';

/** One exchange, and what it takes to carry it out. */
export interface Execution {
  readonly world: World;
  readonly exchange: Exchange;
  readonly trace: Trace;
  readonly pending: PendingRequest;
  readonly answer: UpstreamAnswer | undefined;
  readonly refuse: Refuse;
  readonly onBug: (error: unknown) => void;
}

/** Decides an exchange and applies what it changes. A bug undoes it, and is answered with a 500 that names the stage. */
export const execute = (
  carrying: Execution,
): { readonly reply: Reply; readonly changes: readonly AppliedChange[] } | UpstreamNeed => {
  const { world, exchange, trace, pending, answer, refuse, onBug } = carrying;
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
    const detail = `The sandbox failed in the stage "${stage}". This is a bug of the sandbox; its log has the details.`;
    return { reply: refuse('internal', detail), changes: [] };
  }
};
