import type { ApiPack, Bounds, Contract, JsonObject, SandboxOptions, Scenario, SetUpProblem } from '../mock/index.ts';
import {
  configure,
  configureScenario,
  declaredScopes,
  loadDocument,
  plainPack,
  readContract,
  Sandbox,
  SetUpError,
  withCallers,
  withCurrentNames,
} from '../mock/index.ts';
import { BUNDLED_CONTRACT } from '../package-root.ts';
import { revdesk } from '../revdesk/index.ts';
import { scenarios as builtIn } from '../scenarios/index.ts';
import { defaultSharedJournalBytes } from './memory.ts';
import type { GivenSettings, Settings } from './settings.ts';
import { SETTINGS_SCHEMA, withCurrentSettings } from './settings.ts';
import { upstreamFrom } from './upstream-settings.ts';

/** What the operator of the sandbox is notified of. */
export interface Listener {
  readonly onNotice: (text: string) => void;
  readonly onBug: (error: unknown) => void;
}

/** What a user adds in code. */
export interface Extension {
  /** Replaces the pack that the settings select. */
  readonly pack?: ApiPack;
  /** Nested inside the built-in scenarios, in this order. */
  readonly scenarios?: readonly Scenario[];
}

/**
 * Checks settings and fills in their defaults.
 *
 * @param place The source of the settings, for messages.
 * @throws {SetUpError} with every invalid setting.
 */
export const readSettings = (given: GivenSettings, place: string): Settings => {
  const configured = configure(SETTINGS_SCHEMA, withCurrentSettings(withoutUndefined(given)), place);
  if ('problems' in configured) throw new SetUpError(configured.problems);
  return configured.config as unknown as Settings;
};

/** An option with the value `undefined` counts as left out. */
const withoutUndefined = (given: GivenSettings): JsonObject =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** Creates a sandbox from {@link composeOptions}. */
export const compose = async (
  source: string,
  settings: Settings,
  listener: Listener,
  own: Extension = {},
): Promise<Sandbox> => new Sandbox(await composeOptions(source, settings, listener, own));

/**
 * Puts together engine, scenarios and pack.
 *
 * @param source The contract: a file or URL.
 * @throws {SetUpError} with every problem of contract and settings.
 */
export const composeOptions = async (
  source: string,
  settings: Settings,
  listener: Listener,
  own: Extension = {},
): Promise<SandboxOptions> => {
  // A test reads the bundled contract as an untrusted one.
  const contract = readContract(await loadDocument(source), {
    isTrusted: source === BUNDLED_CONTRACT,
    ...(settings.basePath !== undefined && { basePath: settings.basePath }),
  });
  const pack = withCallers(
    own.pack ? withCurrentNames(own.pack) : packFor(source, contract, settings),
    settings.callers,
  );
  const scenarios = [...builtIn, ...(own.scenarios ?? [])];
  const problems = [...reservedPaths(contract, settings.controlPath), ...unservedHandlers(contract, pack)];
  const configs = scenarioConfigs(scenarios, { contract, pack }, settings, problems);
  const upstream = upstreamFrom(settings.upstream, contract, problems);
  if (settings.record.file !== undefined && upstream === undefined) problems.push(NOTHING_TO_RECORD);
  if (problems.length > 0) throw new SetUpError(problems);
  contract.notices.forEach(listener.onNotice);
  return {
    contract,
    pack,
    scenarios,
    configs,
    seed: settings.seed,
    resources: settings.resources,
    bounds: boundsOf(settings),
    retryAfterSeconds: settings.outgoing.retryAfterSeconds,
    ...(upstream && { upstream }),
    ...listener,
  };
};

const NOTHING_TO_RECORD: SetUpProblem = {
  place: 'settings#/record/file',
  problem: 'needs an upstream to record, and none is set',
  remedy: 'Set one with --upstream, or omit --record.',
};

const boundsOf = ({ worlds, records, journal }: Settings): Bounds => ({
  worlds: worlds.max,
  records: records.max,
  journal,
  sharedJournalBytes: journal.bytesOfAll ?? defaultSharedJournalBytes(),
});

const packFor = (source: string, { operations }: Contract, settings: Settings): ApiPack => {
  const name = settings.pack ?? (source === BUNDLED_CONTRACT ? 'revdesk' : 'none');
  return name === 'revdesk'
    ? revdesk(settings.revdesk, settings.outgoing.allow)
    : { ...plainPack, scopes: declaredScopes(operations) };
};

/** The settings of each scenario: the pack's, overridden field by field by the user's. */
const scenarioConfigs = (
  scenarios: readonly Scenario[],
  served: { readonly contract: Contract; readonly pack: ApiPack },
  settings: Settings,
  problems: SetUpProblem[],
): ReadonlyMap<string, JsonObject> => {
  const configs = new Map<string, JsonObject>();
  for (const { name } of scenarios.filter(
    (each, index) => scenarios.findIndex(({ name: other }) => other === each.name) < index,
  ))
    problems.push({
      place: `scenario ${name}`,
      problem: 'has the same name as another scenario',
      remedy: 'Rename it.',
    });
  for (const scenario of scenarios) {
    const { name } = scenario;
    const scenarioSettings = {
      ...served.pack.scenarios[name],
      ...settings.scenarios[name],
      ...topLevel(name, settings),
    };
    const configured = configureScenario(scenario, scenarioSettings, served, `settings#/scenarios/${name}`);
    if ('problems' in configured) problems.push(...configured.problems.map(atSettingsPlace));
    else configs.set(name, configured.config);
  }
  if (settings.scenarios['rules']?.['rules'] !== undefined) problems.push(MISPLACED_RULES);
  const names = scenarios.map(({ name }) => name);
  for (const name of Object.keys(settings.scenarios).filter((each) => !names.includes(each))) {
    const remedy = `Use one of ${names.join(', ')}.`;
    problems.push({ place: `settings#/scenarios/${name}`, problem: 'is not a known scenario', remedy });
  }
  return configs;
};

/** People write and read the list of rules, so that it is at the top level of a settings file, and only there. */
const topLevel = (scenario: string, { rules }: Settings): JsonObject => (scenario === 'rules' ? { rules } : {});

const atSettingsPlace = (problem: SetUpProblem): SetUpProblem => ({
  ...problem,
  place: problem.place.replace('#/scenarios/rules/rules/', '#/rules/'),
});

const MISPLACED_RULES: SetUpProblem = {
  place: 'settings#/scenarios/rules/rules',
  problem: 'is the wrong place for rules',
  remedy: 'Write them under "rules", at the top level of the settings.',
};

/** World prefixes and the control API take precedence at the root, so that a contract's path there would be unreachable. */
const reservedPaths = ({ operations, document }: Contract, controlPath: string): SetUpProblem[] =>
  operations
    .flatMap(({ basePaths, path, pointer }) => basePaths.map((base) => ({ path: base + path, pointer })))
    .filter(({ path }) => path.startsWith('/~') || path === controlPath || path.startsWith(`${controlPath}/`))
    .map(({ path, pointer }) =>
      document.problem(
        pointer,
        `has the path ${path}, which is reserved for the sandbox`,
        'Move the control API with --control-path.',
      ),
    );

/**
 * A handler for an operation that the contract lacks would never run, without any notice. A pack may allow a contract with only a part
 * of its API; then at least one operation must be present.
 */
const unservedHandlers = (
  { operation, document }: Contract,
  { name, handlers, servesParts }: ApiPack,
): SetUpProblem[] => {
  const missing = [...handlers.keys()].filter((id) => operation(id) === undefined);
  const reported = servesParts !== true ? missing : missing.length < handlers.size ? [] : missing.slice(0, 1);
  return reported.map((id) =>
    document.problem(
      '/paths',
      `has no operation ${id}, which the pack ${name} serves`,
      'Serve it without the pack: --pack none.',
    ),
  );
};
