import type { SetUpProblem } from './set-up-error.ts';
import { SetUpError } from './set-up-error.ts';

/** What is wrong with a contract: found in one go, so that a person mends everything at once. */
export class ProblemList {
  /** By their wording: a component that many operations refer to is at fault once. */
  readonly #problems = new Map<string, SetUpProblem>();

  add(...problems: readonly SetUpProblem[]): void {
    for (const problem of problems) this.#problems.set(`${problem.place}\n${problem.problem}`, problem);
  }

  /** The result of a step, in a list; an empty list if something is wrong there, which is noted: reading goes on. */
  collect<Result>(step: () => Result): Result[] {
    try {
      return [step()];
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      this.add(...error.problems);
      return [];
    }
  }

  /** @throws {SetUpError} with all that was noted, if anything was. */
  throwIfAny(): void {
    if (this.#problems.size > 0) throw new SetUpError([...this.#problems.values()]);
  }
}
