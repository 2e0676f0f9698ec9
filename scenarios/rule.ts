import type { Operation } from '../mock/contract/operations.ts';
import { unknownOperationText } from '../mock/contract/operations.ts';
import type { Exchange } from '../mock/exchange.ts';
import type { SettingsContext } from '../mock/scenario.ts';
import type { WorldRecord } from '../mock/state/records.ts';
import type { OrderedOutcome, OrderProblem } from './ordered-outcome.ts';
import { conditionFor, orderProblem, OUTCOME_PROPERTIES } from './ordered-outcome.ts';

/** An outcome for every request that fits, for as long as the rule stands. */
export interface Rule extends OrderedOutcome {
  /** An operation id, in which `*` stands for any text. Absent: any operation. */
  readonly operation?: string;
}

/** A rule that was set in one world. */
export type OwnRule = WorldRecord & Rule;

/** How many may be set at one place: each request is compared with them. */
export const MOST_RULES = 1_000;

export const RULE_PROPERTIES = {
  operation: { type: 'string', description: 'The operation id; * stands for any text. Absent: every operation.' },
  ...OUTCOME_PROPERTIES,
} as const;

/** JSON Schema of the rules that a settings file gives. */
export const RULES_SCHEMA = {
  type: 'array',
  maxItems: MOST_RULES,
  default: [],
  description: 'Outcomes for requests that fit; the first that fits wins.',
  items: { type: 'object', additionalProperties: false, properties: RULE_PROPERTIES },
} as const;

/** Whether a rule is meant for a request. Several rules share one look at it. */
export const meantFor = (exchange: Exchange): ((rule: Rule) => boolean) => {
  const fits = conditionFor(exchange);
  return (rule) => isOf(rule, exchange.operation) && fits(rule);
};

const isOf = ({ operation }: Rule, { id }: Operation): boolean => operation === undefined || matches(operation, id);

/** By hand: a regular expression with several `.*` takes its time with an id that does not fit. */
const matches = (pattern: string, id: string): boolean => {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return pattern === id;
  if (!id.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = id.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return id.length >= at + last.length && id.endsWith(last);
};

/** What is wrong with a rule; `undefined` if it may stand. */
export const ruleProblem = (rule: Rule, { contract, dialect }: SettingsContext): OrderProblem | undefined => {
  const meant = contract.operations.filter((operation) => isOf(rule, operation));
  if (meant.length === 0)
    return { part: 'operation', problem: unknownOperationText(rule.operation ?? '', contract.operations) };
  return orderProblem(rule, meant, dialect.requestIdHeader);
};
