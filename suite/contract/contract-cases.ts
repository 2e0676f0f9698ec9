import type { Contract } from '../../mock/contract/index.ts';
import { ISSUE, tokenCases } from '../revdesk/token-cases.ts';
import type { ContractCase } from './case.ts';
import type { Derived } from './derive/index.ts';
import { deriveCases } from './derive/index.ts';
import type { ValuesByOperation } from './sample.ts';
import { sampleFor } from './sample.ts';

/** Every case for a contract: what follows from the contract itself, and what is known of the API's behaviour beside it. */
export const casesFor = (contract: Contract, values: ValuesByOperation): Derived => {
  const derived = deriveCases(contract, values);
  return { ...derived, cases: [...derived.cases, ...behaviours(contract, values)] };
};

/** RevDesk's are for a contract that has its operation, and a request that is known to succeed. */
const behaviours = (contract: Contract, values: ValuesByOperation): readonly ContractCase[] => {
  const operation = contract.operation(ISSUE);
  if (operation === undefined || values[ISSUE] === undefined) return [];
  const sample = sampleFor(contract, operation, values[ISSUE]);
  return typeof sample === 'string' ? [] : tokenCases(sample);
};
