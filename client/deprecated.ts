/** Old names. Each one works for one more release; CHANGELOG.md has the table. @module */
import type { OverrideStub, StubbedOutcome, VerifyResult } from './answers.ts';

/** @deprecated Use `StubbedOutcome`. */
export type OrderedOutcome = StubbedOutcome;
/** @deprecated Use `OverrideStub`. */
export type OverrideOrder = OverrideStub;
/** @deprecated Use `VerifyResult`. */
export type Verdict = VerifyResult;
