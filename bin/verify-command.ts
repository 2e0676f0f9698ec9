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
 * `revdesk-sandbox verify`: whether a server keeps its contract.
 *
 * @returns The exit code.
 */
export const verifyCommand = async (argv: readonly string[]): Promise<number> => {
  const options = command().parse(argv, { from: 'user' }).opts<VerifyOptions>();
  const { contract, target, cases, leftOut, allowMutations } = await prepareSuite(await suiteOptions(options));
  const chosen = cases.filter(({ name }) => options.grep?.test(name) ?? true);
  if (chosen.length === 0) throw new Error('No case is called like that. Leave --grep out to see all names.');
  const begun = performance.now();
  const results = await runCases(chosen, {
    contract,
    target,
    allowMutations,
    concurrency: options.concurrency,
    bail: options.bail === true,
    onResult: progress(chosen.length),
  });
  const seconds = (performance.now() - begun) / 1000;
  return tell({ contract: contract.title, target: target.url, seconds, results, leftOut }, options);
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
  throw new Error(`${file} holds no values. It maps operation ids to { path, query, headers, body }.`);
};

/** On a terminal one line that counts, and a line for each failure; in a log a line for each case. */
const progress = (total: number): ((result: Result) => void) => {
  let done = 0;
  return (result) => {
    done += 1;
    if (!process.stdout.isTTY) return void process.stdout.write(`${resultLine(result)}\n`);
    if (result.outcome.kind === 'failed') process.stdout.write(`\r\u001B[K${resultLine(result)}\n`);
    process.stdout.write(`\r\u001B[K${done} of ${total}${done === total ? '\n' : ''}`);
  };
};

const tell = async (summary: Summary, { junit, markdown, json }: VerifyOptions): Promise<number> => {
  if (junit !== undefined) await writeFile(junit, junitSummary(summary));
  if (markdown !== undefined) await writeFile(markdown, markdownSummary(summary));
  if (json !== undefined) await writeFile(json, `${JSON.stringify(jsonSummary(summary), undefined, 2)}\n`);
  process.stdout.write(textSummary(summary));
  return countOf(summary, 'failed') === 0 ? EXIT.ok : EXIT.notAsDemanded;
};

const command = (): Command =>
  exitOnMisuse(new Command('revdesk-sandbox verify'))
    .description('Runs the contract suite against a server: a sandbox, or the API itself.')
    .addOption(new Option('--target <url>', 'the server').default('http://127.0.0.1:4010'))
    .addOption(new Option('--key <credential>', 'of whoever may call the API').env('REVDESK_SANDBOX_KEY'))
    .option('--contract <file>', 'OpenAPI document, a file or URL (default: the bundled RevDesk contract)')
    .option('--values <file>', 'what requests are filled with, JSON or YAML by operation id')
    .option('--allow-mutations', 'run cases that may change what the server holds (default: in a sandbox only)')
    .addOption(new Option('--grep <pattern>', 'only cases whose name matches').argParser(regularExpression))
    .option('--bail', 'stop at the first failure')
    .addOption(new Option('--concurrency <number>', 'how many run at a time').argParser(count).default(4))
    .option('--junit <file>', 'write JUnit XML')
    .option('--markdown <file>', 'write Markdown, as for the summary of a CI job')
    .option('--json <file>', 'write JSON')
    .addOption(
      new Option('--control-token <token>', 'as the sandbox was started with').env('REVDESK_SANDBOX_CONTROL_TOKEN'),
    )
    .addOption(new Option('--control-path <path>', 'as the sandbox was started with').default('/_sandbox'));

const regularExpression = (text: string): RegExp => {
  try {
    return new RegExp(text, 'i');
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
};

const count = (text: string): number => {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
  return Number(text);
};
