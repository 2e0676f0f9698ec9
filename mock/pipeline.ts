import type { Exchange } from './exchange.ts';
import type { Reply } from './reply.ts';

export type Next = (exchange: Exchange) => Reply;

/** One step of the way that every request goes; it wraps all that come after it. */
export interface Stage<Run> {
  readonly name: string;
  /** One sentence: what is certain once it has passed. */
  readonly establishes: string;
  run(exchange: Exchange, run: Run, next: Next): Reply;
}

/** What one stage did with one request. */
export interface StageResult {
  readonly stage: string;
  /** `passed`: it let the request through. `answered`: the reply is its own. */
  verdict: 'passed' | 'answered';
  /** Why, where there is something to say. */
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

/** Runs stages as nested layers and writes down the path taken. */
export const runPipeline = <Run>(stages: readonly Stage<Run>[], exchange: Exchange, run: Run, path: StageResult[]): Reply => {
  const layer = (index: number, current: Exchange): Reply => {
    const stage = stages[index];
    if (stage === undefined) throw new Error('The last stage called next: there is nothing below it.');
    const step: StageResult = { stage: stage.name, verdict: 'answered' };
    path.push(step);
    try {
      return stage.run(current, run, (onward) => {
        step.verdict = 'passed';
        return layer(index + 1, onward);
      });
    } catch (error) {
      throw error instanceof StageError ? error : new StageError(stage.name, error);
    }
  };
  return layer(0, exchange);
};

/** The stage that gave the answer: the outermost that did not merely let it pass. */
export const decidingStage = (path: readonly StageResult[]): string | undefined =>
  path.find(({ verdict }) => verdict === 'answered')?.stage;

/** Adds a note to what the outermost stage did. */
export const note = ([outermost]: readonly StageResult[], text: string): void => {
  if (outermost) (outermost.notes ??= []).push(text);
};
