import type { Exchange } from './exchange.ts';
import type { Reply } from './reply.ts';

export type Next = (exchange: Exchange) => Reply;

/** One layer of the pipeline. It wraps the stages after it, and may answer without calling them. */
export interface Stage<Context> {
  readonly name: string;
  /** One sentence: what the stage guarantees or does. */
  readonly establishes: string;
  run(exchange: Exchange, context: Context, next: Next): Reply;
}

/** What one stage did with one request. */
export interface StageResult {
  readonly stage: string;
  /** `passed`: the stage called the next one. `answered`: the reply is the stage's own. */
  verdict: 'passed' | 'answered';
  /** Details for the journal. */
  notes?: string[];
}

/** A bug in a stage. The shell answers 500 and names the stage. */
export class StageError extends Error {
  override readonly name = 'StageError';
  readonly stage: string;

  constructor(stage: string, cause: unknown) {
    super(`Stage "${stage}" failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.stage = stage;
  }
}

/** What the stages of one request did. */
export interface StageTrace {
  /** In the order in which the stages were entered. */
  readonly path: StageResult[];
  /** The stage that is running; of an ended pipeline the outermost one. */
  current?: StageResult;
}

/** Runs stages as nested layers, and records in `trace` what each one did. */
export const runPipeline = <Context>(
  stages: readonly Stage<Context>[],
  exchange: Exchange,
  context: Context,
  trace: StageTrace,
): Reply => {
  let depth = 0;
  // One function for all layers, since every request creates it: the running stage is in the trace.
  const next: Next = (onward) => {
    const caller = trace.current;
    if (caller) caller.verdict = 'passed';
    const stage = stages[depth];
    if (stage === undefined) throw new Error('The last stage called next, and there is no stage after it.');
    const result: StageResult = { stage: stage.name, verdict: 'answered' };
    trace.path.push(result);
    trace.current = result;
    depth += 1;
    try {
      return stage.run(onward, context, next);
    } catch (error) {
      throw error instanceof StageError ? error : new StageError(stage.name, error);
    } finally {
      depth -= 1;
      trace.current = caller ?? result;
    }
  };
  return next(exchange);
};

/** The stage that decided the reply: the outermost one that answered. */
export const decidingStage = (path: readonly StageResult[]): string | undefined =>
  path.find(({ verdict }) => verdict === 'answered')?.stage;

/** Adds a note to the stage that is running. */
export const note = ({ current }: StageTrace, text: string): void => {
  if (current) (current.notes ??= []).push(text);
};
