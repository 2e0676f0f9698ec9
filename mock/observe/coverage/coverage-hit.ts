import { bodyValue } from '../../contract/bodies/body-value.ts';
import { parametersSent } from '../../contract/parameters/parameters.ts';
import type { Shape } from '../../contract/schemas/shape.ts';
import type { Exchange } from '../../exchange.ts';
import { decidingStage } from '../../pipeline.ts';
import type { Reply } from '../../reply.ts';
import type { Trace } from '../trace.ts';
import type { OperationGoals, SituationGoal } from './coverage-goals.ts';
import { EACH } from './coverage-goals.ts';

/** What one request covered. */
export interface CoverageHit {
  readonly operation: string;
  readonly status: number;
  /** A {@link situationKey}. */
  readonly situation: string | undefined;
  /** A {@link fieldKey} each. Empty if the request was refused, since a field is covered by an accepted value. */
  readonly fields: readonly string[];
}

export const situationKey = ({ scenario, name }: Pick<SituationGoal, 'scenario' | 'name'>): string =>
  `${scenario}/${name}`;

export const fieldKey = (location: string, name: string): string => `${location} ${name}`;

export const coverageHitOf = (goals: OperationGoals, exchange: Exchange, reply: Reply, trace: Trace): CoverageHit => ({
  operation: goals.operation.id,
  status: reply.status,
  situation: situationIn(goals, reply, trace),
  fields: reply.status < 400 ? fieldsIn(goals, exchange) : [],
});

/** The situation whose scenario decided the reply with the same refusal, or with none. */
const situationIn = ({ situations }: OperationGoals, reply: Reply, { path, refusal }: Trace): string | undefined => {
  if (situations.length === 0) return undefined;
  const stage = decidingStage(path);
  const kind = reply.status < 400 ? undefined : refusal?.kind;
  const found = situations.find((goal) => goal.scenario === stage && goal.refusal === kind);
  return found && situationKey(found);
};

const fieldsIn = ({ bodyShape }: OperationGoals, exchange: Exchange): readonly string[] => {
  const parameters = parametersSent(exchange).map(({ in: location, name }) => fieldKey(location, name));
  const body = bodyValue(exchange.operation, exchange.request.body);
  if (body === undefined || bodyShape === undefined) return parameters;
  const found = new Set<string>();
  collectLeaves(body.value, bodyShape, '', found);
  return [...parameters, ...[...found].map((name) => fieldKey('body', name))];
};

/** Follows the declared shape, so that the depth is bounded whatever was sent. */
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
