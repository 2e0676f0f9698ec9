/** Names of the suite that changed. Each works for one release; CHANGELOG.md has the table. @module */
import type { CaseFailure } from './contract/case-failure.ts';
import { CaseFailureError } from './contract/case-failure.ts';

/** @deprecated Use `CaseFailure`. */
export type Drift = CaseFailure;
/** @deprecated Use `CaseFailureError`. */
export const DriftError = CaseFailureError;
/** @deprecated Use `CaseFailureError`. */
export type DriftError = CaseFailureError;
