/**
 * The contract suite, which checks a server, the coverage requirements, which check its clients, and the reports of both.
 *
 * @module
 */
export type { Group } from './contract/case.ts';
export { CaseFailureError } from './contract/case-failure.ts';
export type { CaseFailure } from './contract/case-failure.ts';
export { prepareSuite } from './prepare-suite.ts';
export type { SuiteOptions } from './prepare-suite.ts';
export { jsonSummary } from './contract/report/json.ts';
export { junitSummary } from './contract/report/junit.ts';
export { markdownSummary } from './contract/report/markdown.ts';
export type { Summary } from './contract/report/summary.ts';
export { countOf } from './contract/report/summary.ts';
export { resultLine, textSummary } from './contract/report/text.ts';
export { runCases } from './contract/run-cases.ts';
export type { Result } from './contract/run-cases.ts';
export { contractCases } from './runnable-cases.ts';
export type { RunnableCase } from './runnable-cases.ts';
export type { Values, ValuesByOperation } from './contract/sample.ts';
export type { Demand } from './coverage/demand.ts';
export { unmet } from './coverage/demand.ts';
export { reportAbout } from './coverage/goal.ts';
export { htmlReport } from './coverage/html-report.ts';
export { junitCases } from './coverage/junit-cases.ts';
export { markdownReport } from './coverage/markdown-report.ts';
export { textReport } from './coverage/text-report.ts';
export { junitReport } from './report/junit.ts';
export { DriftError } from './deprecated-names.ts';
export type { Drift } from './deprecated-names.ts';
