import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operations/operation.ts';
import { isForm, isJson } from '../../contract/operations/operation.ts';
import type { Shape } from '../../contract/schemas/shape.ts';
import { shapeOf } from '../../contract/schemas/shape.ts';
import type { JsonObject } from '../../json.ts';
import type { RefusalKind } from '../../refusal.ts';
import type { Scenario } from '../../scenario.ts';

/** A field that a request may have: a parameter, or a value in the body such as `items.*.name`. */
export interface FieldGoal {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  readonly name: string;
}

/** A coverage situation of a scenario. */
export interface SituationGoal {
  readonly scenario: string;
  readonly name: string;
  readonly how: string;
  readonly refusal: RefusalKind | undefined;
}

/** Everything about an operation that a client's tests can cover. */
export interface OperationGoals {
  readonly operation: Operation;
  /** As declared: `409`, `4XX` or `default`. */
  readonly statuses: readonly string[];
  readonly situations: readonly SituationGoal[];
  readonly fields: readonly FieldGoal[];
  /** The shape of the body, to find the fields of a request. */
  readonly bodyShape: Shape | undefined;
}

/** What the goals are derived from. */
export interface GoalSources {
  readonly contract: Contract;
  readonly scenarios: readonly Scenario[];
  /** Settings by scenario name. */
  readonly configs: ReadonlyMap<string, JsonObject>;
}

/** The goals of every operation. They are computed on first use, so that they do not delay the start. */
export class Goals {
  readonly #sources: GoalSources;
  readonly #known = new Map<string, OperationGoals>();

  constructor(sources: GoalSources) {
    this.#sources = sources;
  }

  of(operation: Operation): OperationGoals {
    const known = this.#known.get(operation.id);
    if (known) return known;
    const goals = goalsOf(operation, this.#sources);
    this.#known.set(operation.id, goals);
    return goals;
  }

  all(): readonly OperationGoals[] {
    return this.#sources.contract.operations.map((operation) => this.of(operation));
  }
}

const goalsOf = (operation: Operation, sources: GoalSources): OperationGoals => {
  const bodyShape = bodyShapeOf(operation);
  return {
    operation,
    statuses: operation.responses.map(({ status }) => status),
    situations: situationsOf(operation, sources),
    fields: [
      ...operation.parameters.map(({ in: location, name }) => ({ in: location, name })),
      ...(bodyShape ? leavesOf(bodyShape).map((name) => ({ in: 'body' as const, name })) : []),
    ],
    bodyShape,
  };
};

const situationsOf = (operation: Operation, { scenarios, configs }: GoalSources): readonly SituationGoal[] =>
  scenarios.flatMap(({ name: scenario, coverageSituations = [] }) => {
    const config = configs.get(scenario) ?? {};
    if (config['enabled'] === false) return [];
    return coverageSituations
      .filter((situation) => situation.concerns(operation, config))
      .map(({ name, how, refusal }) => ({ scenario, name, how, refusal }));
  });

/** Fields below this depth are not goals. */
const MAX_DEPTH = 6;

const bodyShapeOf = ({ document, requestBody }: Operation): Shape | undefined => {
  const media = requestBody?.content.find(({ mediaType }) => isJson(mediaType) || isForm(mediaType));
  return media?.schemaPointer === undefined ? undefined : shapeOf(document, media.schemaPointer, MAX_DEPTH);
};

/** A field that has fields of its own is covered through them. */
const leavesOf = ({ properties, items }: Shape, prefix: readonly string[] = []): readonly string[] => {
  const below = [...properties].flatMap(([name, shape]) => leavesOf(shape, [...prefix, name]));
  const inItems = items ? leavesOf(items, [...prefix, EACH]) : [];
  const leaves = [...below, ...inItems];
  return leaves.length > 0 || prefix.length === 0 ? leaves : [prefix.join('.')];
};

/** In the name of a field, stands for each item of an array. */
export const EACH = '*';
