/** One problem of the contract, the settings or the pack. */
export interface SetUpProblem {
  /** The file and a JSON pointer into it: `openapi.json#/paths/~1v1~1calls/get`. */
  readonly place: string;
  /** What was found, and what was expected. */
  readonly problem: string;
  /** What to do next. */
  readonly remedy: string;
}

/** Thrown at start, with all problems at once. The CLI prints it and exits with code 2. */
export class SetUpError extends Error {
  override readonly name = 'SetUpError';
  readonly problems: readonly SetUpProblem[];

  constructor(problems: readonly SetUpProblem[]) {
    super(problems.map(({ place, problem, remedy }) => `${place}\n    ${problem}\n    → ${remedy}`).join('\n'));
    this.problems = problems;
  }

  /** @deprecated Use `problems`. */
  get faults(): readonly SetUpProblem[] {
    return this.problems;
  }
}
