/** How a server broke its contract. */
export interface CaseFailure {
  /** What the contract or a standard requires. */
  readonly expected: string;
  /** What the server did. */
  readonly found: string;
  /** A curl command that repeats the request. */
  readonly curl: string;
}

/** Thrown for a case that failed, so that a test runner reports it. */
export class CaseFailureError extends Error {
  override readonly name = 'CaseFailureError';
  readonly failure: CaseFailure;

  constructor(name: string, failure: CaseFailure) {
    super(`${name}\n  expected: ${failure.expected}\n  found:    ${failure.found}\n  repeat:   ${failure.curl}`);
    this.failure = failure;
  }

  /** @deprecated Use `failure`. */
  get drift(): CaseFailure {
    return this.failure;
  }
}
