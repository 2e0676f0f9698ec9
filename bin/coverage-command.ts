import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CoverageReport } from '../client/index.ts';
import { ControlClient } from '../client/index.ts';
import type { Demand } from '../suite/index.ts';
import { htmlReport, junitCases, junitReport, markdownReport, reportAbout, textReport, unmet } from '../suite/index.ts';
import { commaSeparated, EXIT, exitOnMisuse } from './command.ts';

interface CoverageOptions {
  readonly target: string;
  readonly world?: string;
  readonly operation: readonly string[];
  readonly min: number;
  readonly require: readonly string[];
  readonly controlToken?: string;
  readonly controlPath: string;
  readonly html?: string;
  readonly junit?: string;
  readonly markdown?: string;
  readonly json?: boolean;
}

/**
 * `revdesk-sandbox coverage`: reports which parts of the contract clients have exercised, and checks the requirements.
 *
 * @returns The exit code.
 */
export const coverageCommand = async (argv: readonly string[]): Promise<number> => {
  const options = command().parse(argv, { from: 'user' }).opts<CoverageOptions>();
  const control = new ControlClient({
    url: options.target,
    controlPath: options.controlPath,
    ...(options.controlToken !== undefined && { token: options.controlToken }),
    ...(options.world !== undefined && { world: options.world }),
  });
  const { contract } = await control.ready();
  const report = reportAbout(
    await control.coverage.read(options.world === undefined ? 'all' : 'world'),
    options.operation,
  );
  if (report.operations.length === 0) throw new Error(`No operation matches ${options.operation.join(' or ')}.`);
  return writeReports(contract, report, options);
};

const writeReports = async (title: string, report: CoverageReport, options: CoverageOptions): Promise<number> => {
  const demand: Demand = { min: options.min, statuses: options.require };
  const problems = unmet(report, demand);
  const { html, junit, markdown, json } = options;
  if (html !== undefined) await writeFile(html, htmlReport(title, report, problems));
  if (junit !== undefined) await writeFile(junit, junitReport(title, junitCases(report, demand)));
  if (markdown !== undefined) await writeFile(markdown, markdownReport(title, report, problems));
  process.stdout.write(json === true ? `${JSON.stringify(report)}\n` : textReport(title, report));
  for (const problem of problems) process.stderr.write(`\nRequirement not met: ${problem}`);
  if (problems.length > 0) process.stderr.write('\n');
  return problems.length === 0 ? EXIT.ok : EXIT.requirementsNotMet;
};

const command = (): Command =>
  exitOnMisuse(new Command('revdesk-sandbox coverage'))
    .description('Reports which parts of the contract clients have exercised, and fails if requirements are not met.')
    .addOption(new Option('--target <url>', 'URL of the sandbox').default('http://127.0.0.1:4010'))
    .option('--world <name>', 'report on one world (default: all worlds together)')
    .addOption(new Option('--operation <id...>', 'report only on these operations; * matches any text').default([]))
    .addOption(new Option('--min <percent>', 'fail if coverage is below this').argParser(percentage).default(0))
    .addOption(
      new Option(
        '--require <statuses>',
        'fail if an operation declares one of these and never returned it, such as 409,429',
      )
        .argParser(commaSeparated)
        .default([]),
    )
    .option('--html <file>', 'write an HTML report')
    .option('--junit <file>', 'write a JUnit XML report')
    .option('--markdown <file>', 'write a Markdown report, for example for the summary of a CI job')
    .option('--json', 'print the report as JSON')
    .addOption(
      new Option('--control-token <token>', 'control token of the sandbox').env('REVDESK_SANDBOX_CONTROL_TOKEN'),
    )
    .addOption(new Option('--control-path <path>', 'path of the control API').default('/_sandbox'));

const percentage = (text: string): number => {
  if (!/^(100|\d{1,2})$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 0 to 100.');
  return Number(text);
};
