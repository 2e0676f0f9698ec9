import type { Operation } from '../mock/contract/operations/operation.ts';
import { unknownOperationText } from '../mock/contract/operations/operation.ts';
import type { Exchange } from '../mock/exchange.ts';
import type { SettingsContext } from '../mock/scenario.ts';
import { matchesGlob } from '../mock/settings/glob.ts';
import type { WorldRecord } from '../mock/state/records.ts';
import type { StubbedOutcome, StubProblem } from './stub.ts';
import { conditionFor, OUTCOME_PROPERTIES, stubProblem } from './stub.ts';

/** An outcome for every matching request until the rule is removed. */
export interface Rule extends StubbedOutcome {
  /** An operation id, in which `*` matches any text. Absent: any operation. */
  readonly operation?: string;
}

/** A rule that was set in one world. */
export type WorldRule = WorldRecord & Rule;

/** The maximum number of rules in one world or settings file, since each request is compared with them. */
export const MAX_RULES = 1_000;

export const RULE_PROPERTIES = {
  operation: { type: 'string', description: 'The operation id; * matches any text. Absent: every operation.' },
  ...OUTCOME_PROPERTIES,
} as const;

/** JSON Schema of the rules in a settings file. */
export const RULES_SCHEMA = {
  type: 'array',
  maxItems: MAX_RULES,
  default: [],
  description: 'Outcomes for matching requests; the first matching rule applies.',
  items: { type: 'object', additionalProperties: false, properties: RULE_PROPERTIES },
} as const;

/** Returns a function that tells whether a rule applies to a request. The request is prepared once for all rules. */
export const appliesTo = (exchange: Exchange): ((rule: Rule) => boolean) => {
  const meetsCondition = conditionFor(exchange);
  return (rule) => coversOperation(rule, exchange.operation) && meetsCondition(rule);
};

const coversOperation = ({ operation }: Rule, { id }: Operation): boolean =>
  operation === undefined || matchesGlob(operation, id);

/** What is wrong with a rule; `undefined` if it is valid. */
export const ruleProblem = (rule: Rule, { contract, errorFormat }: SettingsContext): StubProblem | undefined => {
  const operations = contract.operations.filter((operation) => coversOperation(rule, operation));
  if (operations.length === 0)
    return { part: 'operation', problem: unknownOperationText(rule.operation ?? '', contract.operations) };
  return stubProblem(rule, operations, errorFormat.requestIdHeader);
};
