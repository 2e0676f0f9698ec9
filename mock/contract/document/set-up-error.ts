/** One thing that is wrong with the contract, the settings or the pack. */
export interface SetUpProblem {
  /** A file, and within it a JSON pointer: `openapi.json#/paths/~1v1~1calls/get`. */
  readonly place: string;
  /** What was found, and what was expected. */
  readonly problem: string;
  /** What to do next. */
  readonly remedy: string;
}

/** Thrown at start, with every fault at once. The CLI prints it and exits with code 2. */
export class SetUpError extends Error {
  override readonly name = 'SetUpError';
  readonly problems: readonly SetUpProblem[];

  constructor(problems: readonly SetUpProblem[]) {
    super(problems.map(({ place, problem, remedy }) => `${place}\n    ${problem}\n    → ${remedy}`).join('\n'));
    this.problems = problems;
  }
}
