import type { Exchange } from './exchange.ts';
import type { Reply } from './reply.ts';

export type Next = (exchange: Exchange) => Reply;

/** One layer of the pipeline. It wraps the stages after it, and may answer without calling them. */
export interface Stage<Context> {
  readonly name: string;
  /** One sentence: what is true once the stage has let a request pass. */
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

/** Runs stages as nested layers, and records in `path` what each one did. */
export const runPipeline = <Context>(
  stages: readonly Stage<Context>[],
  exchange: Exchange,
  context: Context,
  path: StageResult[],
): Reply => {
  const layer = (index: number, current: Exchange): Reply => {
    const stage = stages[index];
    if (stage === undefined) throw new Error('The last stage called next, and there is no stage after it.');
    const result: StageResult = { stage: stage.name, verdict: 'answered' };
    path.push(result);
    try {
      return stage.run(current, context, (onward) => {
        result.verdict = 'passed';
        return layer(index + 1, onward);
      });
    } catch (error) {
      throw error instanceof StageError ? error : new StageError(stage.name, error);
    }
  };
  return layer(0, exchange);
};

/** The stage that decided the reply: the outermost one that answered. */
export const decidingStage = (path: readonly StageResult[]): string | undefined =>
  path.find(({ verdict }) => verdict === 'answered')?.stage;

/** Adds a note to the outermost stage's result. */
export const note = ([outermost]: readonly StageResult[], text: string): void => {
  if (outermost) (outermost.notes ??= []).push(text);
};
