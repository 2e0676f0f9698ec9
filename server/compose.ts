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
} from '../mock/index.ts';
import { defaultSharedJournalBytes } from './memory.ts';
import { BUNDLED_CONTRACT } from '../package-root.ts';
import { revdesk } from '../revdesk/index.ts';
import { scenarios as builtIn } from '../scenarios/index.ts';
import type { GivenSettings, Settings } from './settings.ts';
import { SETTINGS_SCHEMA } from './settings.ts';
import { upstreamFrom } from './upstream-settings.ts';

/** What the sandbox tells its operator. */
export interface Listener {
  readonly onNotice: (text: string) => void;
  readonly onBug: (error: unknown) => void;
}

/** What a user adds in code. */
export interface Extension {
  /** In place of the pack that the settings name. */
  readonly pack?: ApiPack;
  /** Wrapped by those that there are, in this order. */
  readonly scenarios?: readonly Scenario[];
}

/**
 * Checks settings and fills in their defaults.
 *
 * @param place Where they come from, for messages.
 * @throws {SetUpError} with every setting that is wrong.
 */
export const readSettings = (given: GivenSettings, place: string): Settings => {
  const configured = configure(SETTINGS_SCHEMA, withoutUndefined(given), place);
  if ('problems' in configured) throw new SetUpError(configured.problems);
  return configured.config as unknown as Settings;
};

/** An option that is spelt out as `undefined` is one that was left out. */
const withoutUndefined = (given: GivenSettings): JsonObject =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** As {@link composeOptions}, in a sandbox. */
export const compose = async (
  source: string,
  settings: Settings,
  listener: Listener,
  own: Extension = {},
): Promise<Sandbox> => new Sandbox(await composeOptions(source, settings, listener, own));

/**
 * Engine, scenarios and pack put together.
 *
 * @param source The contract: a file or URL.
 * @throws {SetUpError} with everything that is wrong with contract and settings.
 */
export const composeOptions = async (
  source: string,
  settings: Settings,
  listener: Listener,
  own: Extension = {},
): Promise<SandboxOptions> => {
  // A test reads the bundled contract without trust.
  const contract = readContract(await loadDocument(source), {
    isTrusted: source === BUNDLED_CONTRACT,
    ...(settings.basePath !== undefined && { basePath: settings.basePath }),
  });
  const pack = withCallers(own.pack ?? packFor(source, contract, settings), settings.callers);
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
  problem: 'is to record an upstream, and there is none',
  remedy: 'Name one with --upstream, or leave --record out.',
};

const boundsOf = ({ worlds, records, journal }: Settings): Bounds => ({
  worlds: worlds.most,
  records: records.most,
  journal,
  sharedJournalBytes: journal.bytesOfAll ?? defaultSharedJournalBytes(),
});

const packFor = (source: string, { operations }: Contract, settings: Settings): ApiPack => {
  const name = settings.pack ?? (source === BUNDLED_CONTRACT ? 'revdesk' : 'none');
  return name === 'revdesk'
    ? revdesk(settings.revdesk, settings.outgoing.allow)
    : { ...plainPack, scopes: declaredScopes(operations) };
};

/** The pack says what fits its API, the user has the last word, field by field. */
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
    problems.push({ place: `scenario ${name}`, problem: 'bears a name that another scenario has', remedy: 'Rename it.' });
  for (const scenario of scenarios) {
    const { name } = scenario;
    const given = { ...served.pack.scenarios[name], ...settings.scenarios[name], ...topLevel(name, settings) };
    const configured = configureScenario(scenario, given, served, `settings#/scenarios/${name}`);
    if ('problems' in configured) problems.push(...configured.problems.map(atSettingsPlace));
    else configs.set(name, configured.config);
  }
  if (settings.scenarios['rules']?.['rules'] !== undefined) problems.push(MISPLACED_RULES);
  const names = scenarios.map(({ name }) => name);
  for (const name of Object.keys(settings.scenarios).filter((given) => !names.includes(given))) {
    const remedy = `Name one of ${names.join(', ')}.`;
    problems.push({ place: `settings#/scenarios/${name}`, problem: 'is no scenario that is known here', remedy });
  }
  return configs;
};

/** Rules are a list that people write and read: it stands at the top of a settings file, and nowhere else. */
const topLevel = (scenario: string, { rules }: Settings): JsonObject => (scenario === 'rules' ? { rules } : {});

const atSettingsPlace = (problem: SetUpProblem): SetUpProblem => ({
  ...problem,
  place: problem.place.replace('#/scenarios/rules/rules/', '#/rules/'),
});

const MISPLACED_RULES: SetUpProblem = {
  place: 'settings#/scenarios/rules/rules',
  problem: 'is not where rules are given',
  remedy: 'Write them under "rules", at the top of the settings.',
};

/** World prefixes and the control API win at the root, so that a contract's own path there could never be reached. */
const reservedPaths = ({ operations, document }: Contract, controlPath: string): SetUpProblem[] =>
  operations
    .flatMap(({ basePaths, path, pointer }) => basePaths.map((base) => ({ path: base + path, pointer })))
    .filter(({ path }) => path.startsWith('/~') || path === controlPath || path.startsWith(`${controlPath}/`))
    .map(({ path, pointer }) =>
      document.problem(
        pointer,
        `has the path ${path}, which the sandbox keeps for itself`,
        'Move the control API with --control-path.',
      ),
    );

/**
 * A handler for an operation that the contract lacks would never run, and nobody would notice. A pack may allow that a contract has a
 * part of its API; then one operation has to be there.
 */
const unservedHandlers = (
  { operation, document }: Contract,
  { name, handlers, servesParts }: ApiPack,
): SetUpProblem[] => {
  const missing = [...handlers.keys()].filter((id) => operation(id) === undefined);
  const told = servesParts !== true ? missing : missing.length < handlers.size ? [] : missing.slice(0, 1);
  return told.map((id) =>
    document.problem(
      '/paths',
      `has no operation ${id}, which the pack ${name} serves`,
      'Serve it without the pack: --pack none.',
    ),
  );
};
