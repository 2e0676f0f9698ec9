import { readFile, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Result, SuiteOptions, Summary, ValuesByOperation } from '../suite/index.ts';
import {
  countOf,
  jsonSummary,
  junitSummary,
  markdownSummary,
  prepareSuite,
  resultLine,
  runCases,
  textSummary,
} from '../suite/index.ts';
import { EXIT, exitOnMisuse } from './command.ts';

interface VerifyOptions {
  readonly target: string;
  readonly key?: string;
  readonly contract?: string;
  readonly values?: string;
  readonly allowMutations?: boolean;
  readonly controlToken?: string;
  readonly controlPath: string;
  readonly grep?: RegExp;
  readonly bail?: boolean;
  readonly concurrency: number;
  readonly junit?: string;
  readonly markdown?: string;
  readonly json?: string;
}

/**
 * `revdesk-sandbox verify`: checks whether a server keeps its contract.
 *
 * @returns The exit code.
 */
export const verifyCommand = async (argv: readonly string[]): Promise<number> => {
  const options = command().parse(argv, { from: 'user' }).opts<VerifyOptions>();
  const { contract, target, cases, leftOut, allowMutations } = await prepareSuite(await suiteOptions(options));
  const selected = cases.filter(({ name }) => options.grep?.test(name) ?? true);
  if (selected.length === 0) throw new Error('No case name matches --grep. Run without --grep to see all names.');
  const startedAt = performance.now();
  const results = await runCases(selected, {
    contract,
    target,
    allowMutations,
    concurrency: options.concurrency,
    bail: options.bail === true,
    onResult: progress(selected.length),
  });
  const seconds = (performance.now() - startedAt) / 1000;
  return writeReports({ contract: contract.title, target: target.url, seconds, results, leftOut }, options);
};

const suiteOptions = async ({ target, key, contract, values, ...options }: VerifyOptions): Promise<SuiteOptions> => ({
  target,
  controlPath: options.controlPath,
  ...(key !== undefined && { key }),
  ...(contract !== undefined && { contract }),
  ...(values !== undefined && { values: await readValues(values) }),
  ...(options.allowMutations !== undefined && { allowMutations: options.allowMutations }),
  ...(options.controlToken !== undefined && { controlToken: options.controlToken }),
});

const readValues = async (file: string): Promise<ValuesByOperation> => {
  const { parse } = await import('yaml');
  const values: unknown = parse(await readFile(file, 'utf8'));
  if (typeof values === 'object' && values !== null) return values as ValuesByOperation;
  throw new Error(`${file} contains no values. Expected a map from operation ids to { path, query, headers, body }.`);
};

/** On a terminal: a counter and a line for each failure. In a log: a line for each case. */
const progress = (total: number): ((result: Result) => void) => {
  let done = 0;
  return (result) => {
    done += 1;
    if (!process.stdout.isTTY) return void process.stdout.write(`${resultLine(result)}\n`);
    if (result.outcome.kind === 'failed') process.stdout.write(`\r\u001B[K${resultLine(result)}\n`);
    process.stdout.write(`\r\u001B[K${done} of ${total}${done === total ? '\n' : ''}`);
  };
};

const writeReports = async (summary: Summary, { junit, markdown, json }: VerifyOptions): Promise<number> => {
  if (junit !== undefined) await writeFile(junit, junitSummary(summary));
  if (markdown !== undefined) await writeFile(markdown, markdownSummary(summary));
  if (json !== undefined) await writeFile(json, `${JSON.stringify(jsonSummary(summary), undefined, 2)}\n`);
  process.stdout.write(textSummary(summary));
  return countOf(summary, 'failed') === 0 ? EXIT.ok : EXIT.requirementsNotMet;
};

const command = (): Command =>
  exitOnMisuse(new Command('revdesk-sandbox verify'))
    .description('Runs the contract suite against a server: a sandbox or the real API.')
    .addOption(new Option('--target <url>', 'server under test').default('http://127.0.0.1:4010'))
    .addOption(
      new Option('--key <credential>', 'credential of a caller that may use the API').env('REVDESK_SANDBOX_KEY'),
    )
    .option('--contract <file>', 'OpenAPI document, as a file or URL (default: the bundled RevDesk contract)')
    .option('--values <file>', 'values for requests by operation id, JSON or YAML')
    .option('--allow-mutations', 'run cases that may change data on the server (default: only against a sandbox)')
    .addOption(new Option('--grep <pattern>', 'run only cases whose name matches').argParser(regularExpression))
    .option('--bail', 'stop at the first failure')
    .addOption(
      new Option('--concurrency <number>', 'number of cases to run at the same time').argParser(caseCount).default(4),
    )
    .option('--junit <file>', 'write a JUnit XML report')
    .option('--markdown <file>', 'write a Markdown report, for example for the summary of a CI job')
    .option('--json <file>', 'write a JSON report')
    .addOption(
      new Option('--control-token <token>', 'control token of the sandbox').env('REVDESK_SANDBOX_CONTROL_TOKEN'),
    )
    .addOption(new Option('--control-path <path>', 'path of the control API').default('/_sandbox'));

const regularExpression = (text: string): RegExp => {
  try {
    return new RegExp(text, 'i');
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
};

const caseCount = (text: string): number => {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1 to 99.');
  return Number(text);
};
