import type { SetUpProblem } from './set-up-error.ts';
import { SetUpError } from './set-up-error.ts';

/** The problems of a contract, collected so that all of them are reported at once. */
export class ProblemList {
  /** By place and text: a problem in a component that many operations refer to is listed once. */
  readonly #problems = new Map<string, SetUpProblem>();

  add(...problems: readonly SetUpProblem[]): void {
    for (const problem of problems) this.#problems.set(`${problem.place}\n${problem.problem}`, problem);
  }

  /** Returns the result of a step in a list, or an empty list if it throws a {@link SetUpError}, whose problems are added; reading goes on. */
  collect<Result>(step: () => Result): Result[] {
    try {
      return [step()];
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      this.add(...error.problems);
      return [];
    }
  }

  /** @throws {SetUpError} with all collected problems, if there are any. */
  throwIfAny(): void {
    if (this.#problems.size > 0) throw new SetUpError([...this.#problems.values()]);
  }
}
