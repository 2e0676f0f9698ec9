import type { ErrorFormat, RefusalKind, Refuse } from './refusal.ts';
import type { Budget } from './budget.ts';
import type { Contract } from './contract/contract.ts';
import type { Operation } from './contract/operations/operation.ts';
import type { ControlEndpoint } from './control-endpoint.ts';
import type { Decision, Outcome } from './state/decision.ts';
import type { Caller } from './caller.ts';
import type { Exchange, Forced } from './exchange.ts';
import type { Instant } from './state/instant.ts';
import type { JsonObject } from './json.ts';
import type { Reply } from './reply.ts';
import type { Random } from './state/random.ts';
import type { RecordView } from './state/records.ts';

/** Named after what is certain by then: a request arrived; its caller is known; it fits the contract. */
export type Moment = 'arrived' | 'admitted' | 'accepted';

/** What a scenario sees of one exchange. */
export interface ScenarioContext<Config> {
  readonly config: Config;
  readonly exchange: Exchange;
  /** Shows what the layers below have decided once `next` has returned. */
  readonly records: RecordView;
  readonly random: Random;
  readonly refuse: Refuse;
  readonly errorFormat: ErrorFormat;
  /** The reply that the contract itself has for a status: a declared example, else a generated value; if it declares one. */
  readonly answer: (status: number) => Reply | undefined;
  /** What the caller has left, read without counting. */
  readonly budget: () => Budget | undefined;
  /** Whether the reply to an earlier request is still on its way. */
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

/** Who a credential stands for, and what recognising it changes; or the refusal of a credential that it knows and rejects. */
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

/** What settings have to agree with. */
export interface SettingsContext {
  readonly contract: Contract;
  readonly errorFormat: ErrorFormat;
}

/** What is wrong with a setting, without the place where settings lie. */
export interface SettingProblem {
  /** JSON pointer into the scenario's settings. */
  readonly pointer: string;
  readonly problem: string;
  readonly remedy: string;
}

/** A situation that a scenario brings about, and that a client's tests had better meet. */
export interface CoverageSituation<Config> {
  /** In a few words: `key reused`. */
  readonly name: string;
  /** One sentence, in the imperative: how a client meets it. */
  readonly how: string;
  /** By which it is known. Absent: the scenario answers by itself, and does not refuse. */
  readonly refusal?: RefusalKind;
  /** Whether an operation can bring it about. */
  concerns(operation: Operation, config: Config): boolean;
}

/**
 * A behaviour on top of the engine, the same for any API. Pure: it reads records and returns changes, and keeps nothing itself.
 *
 * There is one `around` and no before/after pair of hooks, since a pair can remember a reply to a request that it never let
 * through (a 429 as an idempotent result, say).
 */
export interface Scenario<Config extends object = JsonObject> {
  /** The file's name; key in settings and in control paths; the name of the collection that it keeps its records in. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** JSON Schema of its settings: each property with `default` and `description`. Valid for `{}`. */
  readonly configSchema: JsonObject;
  /** Absent: it takes no part in exchanges. */
  readonly at?: Moment;
  /** Wraps the rest of the pipeline. Calls `next` once at most. */
  around?(context: ScenarioContext<Config>, next: () => Reply): Outcome;
  /** `undefined` for a credential that it does not know. */
  identify?(context: IdentifyContext<Config>): Identity | undefined;
  budget?(context: BudgetContext<Config>): Budget | undefined;
  /** The outcome that the tester has asked for, if any; looked up before the first stage, put on the exchange. */
  force?(context: ForceContext<Config>): Forced | undefined;
  /** The outcome that stands for such requests until it is taken back; looked up where neither `force` nor a preference has one. */
  persistentOutcome?(context: ForceContext<Config>): Forced | undefined;
  /** What is wrong with settings that fit the schema, where only the contract tells. */
  check?(config: Config, against: SettingsContext): readonly SettingProblem[];
  readonly controls?: readonly ControlEndpoint[];
  /** What coverage counts, beside statuses and fields. Two of them do not share a refusal. */
  readonly coverageSituations?: readonly CoverageSituation<Config>[];
}

/**
 * Declares a scenario, with its settings' type checked inside and erased outside, so that scenarios fit into one list.
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
 *       : { reply: refuse('forbidden', `Come back before ${config.from}:00 UTC.`) },
 * });
 */
export const defineScenario = <Config extends object>(scenario: Scenario<Config>): Scenario =>
  ({ ...scenario, configSchema: closedSchema(scenario.configSchema) }) as unknown as Scenario;

/** Any scenario can be switched off, and none takes a setting that it does not know. */
const closedSchema = (schema: JsonObject): JsonObject => ({
  type: 'object',
  ...schema,
  additionalProperties: false,
  properties: {
    enabled: { type: 'boolean', default: true, description: 'Whether the scenario takes part at all.' },
    ...(schema['properties'] as JsonObject | undefined),
  },
});
