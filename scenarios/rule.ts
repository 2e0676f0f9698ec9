import type { Operation } from '../mock/contract/operations/operation.ts';
import { unknownOperationText } from '../mock/contract/operations/operation.ts';
import type { Exchange } from '../mock/exchange.ts';
import type { SettingsContext } from '../mock/scenario.ts';
import type { WorldRecord } from '../mock/state/records.ts';
import type { StubbedOutcome, StubProblem } from './stub.ts';
import { conditionFor, stubProblem, OUTCOME_PROPERTIES } from './stub.ts';

/** An outcome for every request that fits, for as long as the rule stands. */
export interface Rule extends StubbedOutcome {
  /** An operation id, in which `*` stands for any text. Absent: any operation. */
  readonly operation?: string;
}

/** A rule that was set in one world. */
export type WorldRule = WorldRecord & Rule;

/** How many may be set at one place: each request is compared with them. */
export const MAX_RULES = 1_000;

export const RULE_PROPERTIES = {
  operation: { type: 'string', description: 'The operation id; * stands for any text. Absent: every operation.' },
  ...OUTCOME_PROPERTIES,
} as const;

/** JSON Schema of the rules that a settings file gives. */
export const RULES_SCHEMA = {
  type: 'array',
  maxItems: MAX_RULES,
  default: [],
  description: 'Outcomes for requests that fit; the first that fits wins.',
  items: { type: 'object', additionalProperties: false, properties: RULE_PROPERTIES },
} as const;

/** Whether a rule is meant for a request. Several rules share one look at it. */
export const appliesTo = (exchange: Exchange): ((rule: Rule) => boolean) => {
  const fits = conditionFor(exchange);
  return (rule) => coversOperation(rule, exchange.operation) && fits(rule);
};

const coversOperation = ({ operation }: Rule, { id }: Operation): boolean => operation === undefined || matches(operation, id);

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
export const ruleProblem = (rule: Rule, { contract, errorFormat }: SettingsContext): StubProblem | undefined => {
  const meant = contract.operations.filter((operation) => coversOperation(rule, operation));
  if (meant.length === 0)
    return { part: 'operation', problem: unknownOperationText(rule.operation ?? '', contract.operations) };
  return stubProblem(rule, meant, errorFormat.requestIdHeader);
};
