import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { GivenSettings, StartOptions } from '../index.ts';
import type { JsonObject } from '../mock/index.ts';
import { configure } from '../mock/index.ts';
import { SetUpError } from '../index.ts';
import { packageVersion } from '../package-root.ts';
import { LOG_LEVELS, SETTINGS_SCHEMA } from '../server/settings.ts';
import { exitOnMisuse } from './command.ts';
import { readExtension } from './extension.ts';

/** The options that the command line, the environment and the settings file set. */
export type CommandLine = StartOptions & {
  readonly json: boolean;
  /** Whether contract and settings are reloaded when their files change. @default true */
  readonly watch?: boolean;
  readonly settingsFile?: string;
};

/** Each flag has a setting and an environment variable: `--control-token`, `controlToken`, `REVDESK_SANDBOX_CONTROL_TOKEN`. */
const variableFor = (flag: string): string => `REVDESK_SANDBOX_${flag.toUpperCase().replaceAll('-', '_')}`;

/**
 * Reads the options. Flags override the environment, which overrides the settings file, which overrides the defaults.
 *
 * Prints and exits for `--help`, `--version` and unknown flags.
 *
 * @throws {SetUpError} if the environment or the settings file is invalid.
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
    ...(outgoingAllow !== undefined && { outgoing: addHosts(fromFile.outgoing, outgoingAllow) }),
    ...(contract !== undefined && { contract }),
    ...(extend !== undefined && { extend: await readExtension(extend) }),
    ...(settings !== undefined && { settingsFile: settings }),
    ...(!watch && { watch }),
    json,
  };
};

/** Adds hosts to those of the settings file: the flag extends the list instead of replacing it. */
const addHosts = (
  outgoing: GivenSettings['outgoing'],
  hosts: readonly string[],
): NonNullable<GivenSettings['outgoing']> => ({ ...outgoing, allow: [...(outgoing?.allow ?? []), ...hosts] });

const OTHER_COMMANDS = `
Every flag is also an environment variable: --control-token is REVDESK_SANDBOX_CONTROL_TOKEN.

Other commands (each has --help):
  revdesk-sandbox coverage   reports which parts of the contract clients have exercised, and can fail a build
  revdesk-sandbox verify     checks whether a server keeps the contract: this sandbox or the real API`;

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
    .description('Serves a stateful sandbox of the RevDesk API, or of any API that has an OpenAPI document.')
    .version(packageVersion())
    .argument(
      '[contract]',
      'OpenAPI document in JSON or YAML, as a file or URL (default: the bundled RevDesk contract)',
    );
  for (const option of options()) {
    const value = environment[variableFor(option.long?.slice(2) ?? '')];
    command.addOption(option);
    if (value !== undefined && value !== '' && !isServiceLink(value))
      command.setOptionValueWithSource(option.attributeName(), parseVariable(option, value), 'env');
  }
  return command.addHelpText('after', OTHER_COMMANDS);
};

/** Kubernetes sets `REVDESK_SANDBOX_PORT=tcp://10.0.0.1:4010` for a Service named `revdesk-sandbox`. That is not a setting. */
const isServiceLink = (value: string): boolean => /^(tcp|udp|sctp):\/\//.test(value);

const options = (): readonly Option[] => [
  new Option('--port <number>', 'port to listen on; 0 selects a free one (default: 4010)').argParser(wholeNumber),
  new Option('--host <address>', 'address to listen on (default: 127.0.0.1)'),
  new Option('--extend <module>', 'JavaScript or TypeScript module that exports "pack", "scenarios", or both'),
  new Option('--seed <text>', 'seed for generated values'),
  new Option('--settings <file>', 'settings file, JSON or YAML'),
  new Option(
    '--pack <name>',
    'behavior to add to the contract (default: revdesk for the bundled contract, none for others)',
  ).choices(['revdesk', 'none']),
  new Option('--upstream <url>', 'real server that replies in place of the sandbox'),
  new Option('--record <file>', 'write the replies of the upstream to a settings file that reproduces them without it'),
  new Option(
    '--outgoing-allow <hosts>',
    'hosts, besides this machine, that callbacks and webhooks may be sent to (comma-separated)',
  ).argParser(hostNames),
  new Option(
    '--control-token <token>',
    'token that each control call must send; without it, only calls from this machine are accepted',
  ),
  new Option('--control-path <path>', 'path of the control API (default: /_sandbox)'),
  new Option('--base-path <path>', "base path of the API, such as /v1 or / (default: from the contract's servers)"),
  new Option('--log-level <level>', 'log level on stderr (default: info)').choices([...LOG_LEVELS]),
  new Option('--no-watch', 'do not reload contract and settings when their files change'),
  new Option('--json', 'print one machine-readable line when ready'),
];

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
};

const hostNames = (text: string): readonly string[] => {
  const hosts = text.split(',').map((host) => host.trim());
  if (hosts.includes('')) throw new InvalidArgumentError('Expected comma-separated host names.');
  return hosts;
};

/** Parses a value from the environment with the same checks as the flag's value. */
const parseVariable = (option: Option, value: string): unknown => {
  try {
    if (option.isBoolean() || option.negate) return parseBoolean(value) !== option.negate;
    return option.parseArg ? option.parseArg(value, undefined) : value;
  } catch (error) {
    const place = variableFor(option.long?.slice(2) ?? '');
    const problem = `is ${JSON.stringify(value)}. ${(error as Error).message}`;
    throw new SetUpError([{ place, problem, remedy: 'Correct or unset the variable.' }]);
  }
};

const parseBoolean = (text: string): boolean => {
  if (!/^(1|0|true|false)$/.test(text)) throw new InvalidArgumentError('Expected true or false.');
  return text === '1' || text === 'true';
};

/** Checks the file separately from the other sources, so that a message names the file. */
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
    throw new SetUpError([{ place: file, problem, remedy: 'Pass a readable JSON or YAML file.' }]);
  }
};
