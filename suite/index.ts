/**
 * What is checked about a server, or about the clients of one, and how it is reported.
 *
 * @module
 */
export type { Demand } from './coverage/demand.ts';
export { unmet } from './coverage/demand.ts';
export { reportAbout } from './coverage/goal.ts';
export { htmlReport } from './coverage/html-report.ts';
export { junitCases } from './coverage/junit-cases.ts';
export { markdownReport } from './coverage/markdown-report.ts';
export { textReport } from './coverage/text-report.ts';
export { junitReport } from './report/junit.ts';
