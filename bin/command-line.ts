import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { GivenSettings, JsonObject, StartOptions } from '../index.ts';
import { configure, SetUpError } from '../index.ts';
import { packageVersion } from '../package-root.ts';
import { exitOnMisuse } from './command.ts';
import { readExtension } from './extension.ts';
import { LOG_LEVELS, SETTINGS_SCHEMA } from '../server/settings.ts';

/** What the command line asks for. */
export type CommandLine = StartOptions & {
  readonly json: boolean;
  /** Whether contract and settings are read anew when they change. @default true */
  readonly watch?: boolean;
  readonly settingsFile?: string;
};

/** One flag, one setting, one variable of the environment: `--control-token`, `controlToken`, `REVDESK_SANDBOX_CONTROL_TOKEN`. */
const variableFor = (flag: string): string => `REVDESK_SANDBOX_${flag.toUpperCase().replaceAll('-', '_')}`;

/**
 * Flags go over the environment, the environment over the settings file, the file over the defaults.
 *
 * Prints and exits for `--help`, `--version` and flags that it does not know.
 *
 * @throws {SetUpError} for what is wrong with the environment and the settings file.
 */
export const readCommandLine = async (
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CommandLine> => {
  const command = program(environment);
  command.parse(argv);
  const {
    settings,
    extend,
    json = false,
    watch = true,
    upstream,
    record,
    outgoingAllow,
    ...flags
  } = command.opts<Flags>();
  const contract = command.args[0] ?? environment[variableFor('contract')];
  const fromFile = settings === undefined ? {} : await readSettingsFile(settings);
  return {
    ...fromFile,
    ...flags,
    ...(upstream !== undefined && { upstream: { ...fromFile.upstream, url: upstream } }),
    ...(record !== undefined && { record: { ...fromFile.record, file: record } }),
    ...(outgoingAllow !== undefined && { outgoing: withHosts(fromFile.outgoing, outgoingAllow) }),
    ...(contract !== undefined && { contract }),
    ...(extend !== undefined && { extend: await readExtension(extend) }),
    ...(settings !== undefined && { settingsFile: settings }),
    ...(!watch && { watch }),
    json,
  };
};

/** Beside those that the file names: whoever names one more does not mean to shut out the others. */
const withHosts = (
  outgoing: GivenSettings['outgoing'],
  hosts: readonly string[],
): NonNullable<GivenSettings['outgoing']> => ({ ...outgoing, allow: [...(outgoing?.allow ?? []), ...hosts] });

const OTHER_COMMANDS = `
Every flag is also a variable: --control-token is REVDESK_SANDBOX_CONTROL_TOKEN.

Other commands, each with --help:
  revdesk-sandbox coverage   what clients have exercised of the contract, and whether that is enough
  revdesk-sandbox verify     whether a server keeps the contract: this sandbox, or the real API`;

type Flags = Omit<GivenSettings, 'upstream' | 'record' | 'outgoing'> & {
  readonly settings?: string;
  readonly extend?: string;
  readonly watch?: boolean;
  readonly upstream?: string;
  readonly record?: string;
  readonly outgoingAllow?: readonly string[];
  readonly json?: boolean;
};

const program = (environment: Readonly<Record<string, string | undefined>>): Command => {
  const command = exitOnMisuse(new Command('revdesk-sandbox'))
    .description('Serves a stateful sandbox of the RevDesk API, or of any API with an OpenAPI document.')
    .version(packageVersion())
    .argument('[contract]', 'OpenAPI document, JSON or YAML, a file or URL (default: the bundled RevDesk contract)');
  for (const option of options()) {
    const value = environment[variableFor(option.long?.slice(2) ?? '')];
    command.addOption(option);
    if (value !== undefined && value !== '' && !isServiceLink(value))
      command.setOptionValueWithSource(option.attributeName(), parsed(option, value), 'env');
  }
  return command.addHelpText('after', OTHER_COMMANDS);
};

/** Kubernetes puts `REVDESK_SANDBOX_PORT=tcp://10.0.0.1:4010` beside a Service of our name; it is no setting. */
const isServiceLink = (value: string): boolean => /^(tcp|udp|sctp):\/\//.test(value);

const options = (): readonly Option[] => [
  new Option('--port <number>', 'port to listen on, 0 for any free one (default: 4010)').argParser(wholeNumber),
  new Option('--host <address>', 'address to listen on (default: 127.0.0.1)'),
  new Option('--extend <module>', 'JavaScript or TypeScript that exports a "pack", "scenarios", or both'),
  new Option('--seed <text>', 'where all chance comes from'),
  new Option('--settings <file>', 'settings, JSON or YAML'),
  new Option(
    '--pack <name>',
    "whose behaviour is added to the contract: the bundled contract has RevDesk's, others have none",
  ).choices(['revdesk', 'none']),
  new Option('--upstream <url>', 'a real server that answers in place of the sandbox'),
  new Option('--record <file>', 'record what the upstream answers, as settings that answer alike without it'),
  new Option(
    '--outgoing-allow <hosts>',
    'hosts beside this machine that callbacks and webhooks may go to, with commas between them',
  ).argParser(hostNames),
  new Option('--control-token <token>', 'demanded of every control call; without it they must come from this machine'),
  new Option('--control-path <path>', 'where the control API lies (default: /_sandbox)'),
  new Option('--base-path <path>', "where the API lies, such as /v1 or / (default: what the contract's servers say)"),
  new Option('--log-level <level>', 'how much is logged to stderr (default: info)').choices([...LOG_LEVELS]),
  new Option('--no-watch', 'do not read contract and settings anew when they change'),
  new Option('--json', 'print one machine-readable line when ready'),
];

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

const hostNames = (text: string): readonly string[] => {
  const hosts = text.split(',').map((host) => host.trim());
  if (hosts.includes('')) throw new InvalidArgumentError('It must be host names with commas between them.');
  return hosts;
};

/** A value from the environment, checked like the flag's. */
const parsed = (option: Option, value: string): unknown => {
  try {
    if (option.isBoolean() || option.negate) return yesOrNo(value) !== option.negate;
    return option.parseArg ? option.parseArg(value, undefined) : value;
  } catch (error) {
    const place = variableFor(option.long?.slice(2) ?? '');
    const problem = `is ${JSON.stringify(value)}. ${(error as Error).message}`;
    throw new SetUpError([{ place, problem, remedy: 'Correct it, or unset it.' }]);
  }
};

const yesOrNo = (text: string): boolean => {
  if (!/^(1|0|true|false)$/.test(text)) throw new InvalidArgumentError('It must be true or false.');
  return text === '1' || text === 'true';
};

/** Checked by itself, so that a message names the file. */
const readSettingsFile = async (file: string): Promise<GivenSettings> => {
  const settings = await parseSettings(file);
  const configured = configure(SETTINGS_SCHEMA, settings, `${file}#`);
  if ('problems' in configured) throw new SetUpError(configured.problems);
  return settings;
};

const parseSettings = async (file: string): Promise<JsonObject> => {
  try {
    const { parse } = await import('yaml');
    return (parse(await readFile(file, 'utf8')) ?? {}) as JsonObject;
  } catch (error) {
    const problem = `cannot be read as settings: ${(error as Error).message}`;
    throw new SetUpError([{ place: file, problem, remedy: 'Name a JSON or YAML file that can be read.' }]);
  }
};
