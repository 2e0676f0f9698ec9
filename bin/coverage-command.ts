import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { CoverageReport } from '../client/index.ts';
import { ControlClient } from '../client/index.ts';
import type { Demand } from '../suite/index.ts';
import { htmlReport, junitCases, junitReport, markdownReport, reportAbout, textReport, unmet } from '../suite/index.ts';
import { exitOnMisuse, EXIT, joining } from './command.ts';

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
 * `revdesk-sandbox coverage`: what clients have exercised, and whether that is enough.
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
  if (report.operations.length === 0) throw new Error(`No operation is called ${options.operation.join(' or ')}.`);
  return tell(contract, report, options);
};

const tell = async (title: string, report: CoverageReport, options: CoverageOptions): Promise<number> => {
  const demand: Demand = { min: options.min, statuses: options.require };
  const problems = unmet(report, demand);
  const { html, junit, markdown, json } = options;
  if (html !== undefined) await writeFile(html, htmlReport(title, report, problems));
  if (junit !== undefined) await writeFile(junit, junitReport(title, junitCases(report, demand)));
  if (markdown !== undefined) await writeFile(markdown, markdownReport(title, report, problems));
  process.stdout.write(json === true ? `${JSON.stringify(report)}\n` : textReport(title, report));
  for (const problem of problems) process.stderr.write(`\nNot enough: ${problem}`);
  if (problems.length > 0) process.stderr.write('\n');
  return problems.length === 0 ? EXIT.ok : EXIT.notAsDemanded;
};

const command = (): Command =>
  exitOnMisuse(new Command('revdesk-sandbox coverage'))
    .description('Tells what clients have exercised of the contract, and fails if that is not enough.')
    .addOption(new Option('--target <url>', 'where the sandbox listens').default('http://127.0.0.1:4010'))
    .option('--world <name>', 'of one world; else of all together')
    .addOption(new Option('--operation <id...>', 'only these operations; * stands for any text').default([]))
    .addOption(new Option('--min <percent>', 'fail below this').argParser(percentage).default(0))
    .addOption(
      new Option('--require <statuses>', 'fail if one of these was never met, such as 409,429')
        .argParser(joining)
        .default([]),
    )
    .option('--html <file>', 'write a page for people')
    .option('--junit <file>', 'write JUnit XML')
    .option('--markdown <file>', 'write Markdown, as for the summary of a CI job')
    .option('--json', 'print JSON')
    .addOption(
      new Option('--control-token <token>', 'as the sandbox was started with').env('REVDESK_SANDBOX_CONTROL_TOKEN'),
    )
    .addOption(new Option('--control-path <path>', 'as the sandbox was started with').default('/_sandbox'));

const percentage = (text: string): number => {
  if (!/^(100|\d{1,2})$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 to 100.');
  return Number(text);
};
