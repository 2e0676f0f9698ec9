/** Where a server and its contract part. */
export interface CaseFailure {
  /** What the contract, or a standard, says. */
  readonly expected: string;
  /** What the server did. */
  readonly found: string;
  /** Repeats the request. */
  readonly curl: string;
}

/** A case that was not passed, for a test runner. */
export class CaseFailureError extends Error {
  override readonly name = 'DriftError';
  readonly drift: CaseFailure;

  constructor(name: string, drift: CaseFailure) {
    super(`${name}\n  expected: ${drift.expected}\n  found:    ${drift.found}\n  repeat:   ${drift.curl}`);
    this.drift = drift;
  }
}
