import type { Budget } from './budget.ts';
import type { Caller } from './caller.ts';
import type { Contract } from './contract/contract.ts';
import type { Operation } from './contract/operations/operation.ts';
import type { ControlEndpoint } from './control-endpoint.ts';
import type { Exchange, Forced } from './exchange.ts';
import type { JsonObject } from './json.ts';
import type { ErrorFormat, RefusalKind, Refuse } from './refusal.ts';
import type { Reply } from './reply.ts';
import type { Decision, Outcome } from './state/decision.ts';
import type { Instant } from './state/instant.ts';
import type { Random } from './state/random.ts';
import type { RecordView } from './state/records.ts';

/** When a scenario runs: a request to an operation has arrived; its caller is known; it is valid against the contract. */
export type Moment = 'arrived' | 'admitted' | 'accepted';

/** What a scenario receives for one exchange. */
export interface ScenarioContext<Config> {
  readonly config: Config;
  readonly exchange: Exchange;
  /** Includes the changes that the inner stages decided on, once `next` has returned. */
  readonly records: RecordView;
  readonly random: Random;
  /** @deprecated Use `random`. */
  readonly draw: Random;
  readonly refuse: Refuse;
  readonly errorFormat: ErrorFormat;
  /** @deprecated Use `errorFormat`. */
  readonly dialect: ErrorFormat;
  /** The contract's own reply for a status: a declared example, else a generated value; `undefined` if the status is not declared. */
  readonly answer: (status: number) => Reply | undefined;
  /** The caller's rate-limit budget, read without counting this request. */
  readonly budget: () => Budget | undefined;
  /** Whether the reply to an earlier request has not been sent yet. */
  readonly isInFlight: (requestId: string) => boolean;
}

/** How a credential is presented: as an API key, or as a single-use token to be spent or already in use. */
export type CredentialUse = 'key' | 'spend' | 'use';

export interface IdentifyContext<Config> {
  readonly config: Config;
  readonly credential: string;
  readonly use: CredentialUse;
  readonly records: RecordView;
  readonly now: Instant;
  readonly refuse: Refuse;
}

/** The caller that a credential belongs to, and the changes that using it causes; or the refusal of a known credential. */
export type Identity =
  ({ readonly caller: Caller; readonly subject?: string } & Decision) | { readonly refused: Reply };

export interface BudgetContext<Config> {
  readonly config: Config;
  readonly caller: Caller;
  readonly records: RecordView;
  readonly now: Instant;
}

export interface ForceContext<Config> {
  readonly config: Config;
  readonly exchange: Exchange;
  readonly records: RecordView;
}

/** What settings are checked against, in addition to their schema. */
export interface SettingsContext {
  readonly contract: Contract;
  readonly errorFormat: ErrorFormat;
}

/** A problem with a setting. The caller of `check` knows which file the settings are from. */
export interface SettingProblem {
  /** JSON pointer into the scenario's settings. */
  readonly pointer: string;
  readonly problem: string;
  readonly remedy: string;
}

/** A situation that a scenario causes, and that a client's tests should cover. */
export interface CoverageSituation<Config> {
  /** In a few words: `key reused`. */
  readonly name: string;
  /** One sentence in the imperative: how a client's test covers it. */
  readonly how: string;
  /** The refusal that shows it. Absent: the scenario replies without a refusal. */
  readonly refusal?: RefusalKind;
  /** Whether the situation can occur for an operation. */
  concerns(operation: Operation, config: Config): boolean;
}

/**
 * A behavior on top of the engine, the same for any API. Pure: it reads records and returns changes, and has no state of its own.
 *
 * There is one `around` in place of a pair of before and after hooks: a pair can store the reply to a request that the first hook never
 * admitted, such as a 429 as an idempotent result.
 */
export interface Scenario<Config extends object = JsonObject> {
  /** By convention, the file's name. Also its key in settings and control paths, and the name of its collection. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** JSON Schema of its settings: each property with `default` and `description`. Valid for `{}`. */
  readonly configSchema: JsonObject;
  /** Absent: the scenario is not a stage. */
  readonly at?: Moment;
  /** Wraps the rest of the pipeline. Calls `next` at most once. */
  around?(context: ScenarioContext<Config>, next: () => Reply): Outcome;
  /** `undefined` for an unknown credential. */
  identify?(context: IdentifyContext<Config>): Identity | undefined;
  budget?(context: BudgetContext<Config>): Budget | undefined;
  /** The outcome that a tester queued for this request, if any. Looked up before the first stage. */
  force?(context: ForceContext<Config>): Forced | undefined;
  /** The outcome that applies to every matching request until it is removed. Looked up if neither `force` nor `Prefer` asks for one. */
  persistentOutcome?(context: ForceContext<Config>): Forced | undefined;
  /** @deprecated Use `persistentOutcome`. */
  standing?(context: ForceContext<Config>): Forced | undefined;
  /** Problems of settings that are valid against the schema, but not for this contract. */
  check?(config: Config, against: SettingsContext): readonly SettingProblem[];
  readonly controls?: readonly ControlEndpoint[];
  /** What coverage counts, in addition to statuses and fields. No two share a refusal. */
  readonly coverageSituations?: readonly CoverageSituation<Config>[];
  /** @deprecated Use `coverageSituations`. */
  readonly encounters?: readonly CoverageSituation<Config>[];
}

/**
 * Declares a scenario. The type of its settings is checked inside it and erased outside, so that all scenarios fit into one list.
 *
 * @example
 * export const curfew = defineScenario<{ readonly from: number }>({
 *   name: 'curfew',
 *   summary: 'Refuses everything from a given hour (UTC) on.',
 *   configSchema: { properties: { from: { type: 'integer', default: 22, description: 'First hour that is refused.' } } },
 *   at: 'admitted',
 *   around: ({ config, exchange, refuse }, next) =>
 *     new Date(exchange.now).getUTCHours() < config.from
 *       ? { reply: next() }
 *       : { reply: refuse('forbidden', `Calls are allowed before ${config.from}:00 UTC.`) },
 * });
 */
export const defineScenario = <Config extends object>(scenario: Scenario<Config>): Scenario =>
  ({ ...withCurrentNames(scenario), configSchema: closedSchema(scenario.configSchema) }) as unknown as Scenario;

/** Lets a scenario use the deprecated names of its parts. A current name wins. */
const withCurrentNames = <Config extends object>(scenario: Scenario<Config>): Scenario<Config> => ({
  ...(scenario.standing && { persistentOutcome: (context) => scenario.standing?.(context) }),
  ...(scenario.encounters && { coverageSituations: scenario.encounters }),
  ...scenario,
});

/** Every scenario can be disabled, and refuses unknown settings. */
const closedSchema = (schema: JsonObject): JsonObject => ({
  type: 'object',
  ...schema,
  additionalProperties: false,
  properties: {
    enabled: { type: 'boolean', default: true, description: 'Whether the scenario is active.' },
    ...(schema['properties'] as JsonObject | undefined),
  },
});
