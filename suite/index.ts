/**
 * What is checked about a server, or about the clients of one, and how it is reported.
 *
 * @module
 */
export type { Group } from './contract/case.ts';
export { CaseFailureError } from './contract/drift.ts';
export type { CaseFailure } from './contract/drift.ts';
export { prepareSuite } from './contract/prepare-suite.ts';
export type { SuiteOptions } from './contract/prepare-suite.ts';
export { jsonSummary } from './contract/report/json.ts';
export { junitSummary } from './contract/report/junit.ts';
export { markdownSummary } from './contract/report/markdown.ts';
export type { Summary } from './contract/report/summary.ts';
export { countOf } from './contract/report/summary.ts';
export { resultLine, textSummary } from './contract/report/text.ts';
export { runCases } from './contract/run-cases.ts';
export type { Result } from './contract/run-cases.ts';
export { contractCases } from './contract/runnable-cases.ts';
export type { RunnableCase } from './contract/runnable-cases.ts';
export type { Values, ValuesByOperation } from './contract/sample.ts';
export type { Demand } from './coverage/demand.ts';
export { unmet } from './coverage/demand.ts';
export { reportAbout } from './coverage/goal.ts';
export { htmlReport } from './coverage/html-report.ts';
export { junitCases } from './coverage/junit-cases.ts';
export { markdownReport } from './coverage/markdown-report.ts';
export { textReport } from './coverage/text-report.ts';
export { junitReport } from './report/junit.ts';
