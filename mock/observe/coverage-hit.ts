import { bodyValue } from '../contract/bodies/body-value.ts';
import { parametersSent } from '../contract/parameters/parameters.ts';
import type { Shape } from '../contract/schemas/shape.ts';
import type { Exchange } from '../exchange.ts';
import type { Reply } from '../reply.ts';
import type { Trace } from './trace.ts';
import { decidingStage } from '../pipeline.ts';
import type { SituationGoal, OperationGoals } from './coverage-goals.ts';
import { EACH } from './coverage-goals.ts';

/** What one request exercised. */
export interface CoverageHit {
  readonly operation: string;
  readonly status: number;
  /** {@link situationKey} */
  readonly encounter: string | undefined;
  /** {@link fieldKey}; empty if the request was refused: a field is exercised by a value that was taken. */
  readonly fields: readonly string[];
}

export const situationKey = ({ scenario, name }: Pick<SituationGoal, 'scenario' | 'name'>): string =>
  `${scenario}/${name}`;

export const fieldKey = (place: string, name: string): string => `${place} ${name}`;

export const coverageHitOf = (goals: OperationGoals, exchange: Exchange, reply: Reply, trace: Trace): CoverageHit => ({
  operation: goals.operation.id,
  status: reply.status,
  encounter: situationIn(goals, reply, trace),
  fields: reply.status < 400 ? fieldsIn(goals, exchange) : [],
});

/** The scenario decided, and with just this refusal, or with none. */
const situationIn = ({ situations }: OperationGoals, reply: Reply, { path, refusal }: Trace): string | undefined => {
  if (situations.length === 0) return undefined;
  const stage = decidingStage(path);
  const kind = reply.status < 400 ? undefined : refusal?.kind;
  const met = situations.find((goal) => goal.scenario === stage && goal.refusal === kind);
  return met && situationKey(met);
};

const fieldsIn = ({ bodyShape }: OperationGoals, exchange: Exchange): readonly string[] => {
  const parameters = parametersSent(exchange).map(({ in: place, name }) => fieldKey(place, name));
  const body = bodyValue(exchange.operation, exchange.request.body);
  if (body === undefined || bodyShape === undefined) return parameters;
  const found = new Set<string>();
  collectLeaves(body.value, bodyShape, '', found);
  return [...parameters, ...[...found].map((name) => fieldKey('body', name))];
};

/** Follows the declared shape, and so goes no deeper than that, whatever was sent. */
const collectLeaves = (value: unknown, { properties, items }: Shape, name: string, found: Set<string>): void => {
  if (Array.isArray(value) && items !== undefined) {
    for (const item of value) collectLeaves(item, items, joined(name, EACH), found);
  } else if (properties.size > 0 && typeof value === 'object' && value !== null) {
    for (const [property, shape] of properties) {
      if (Object.hasOwn(value, property))
        collectLeaves((value as Record<string, unknown>)[property], shape, joined(name, property), found);
    }
  } else if (name !== '') found.add(name);
};

const joined = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`);
