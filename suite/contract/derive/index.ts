import type { Contract, Operation } from '../../../mock/contract/index.ts';
import { tokenCases } from '../../revdesk/token-cases.ts';
import type { ContractCase } from '../case.ts';
import type { Sample, ValuesByOperation } from '../sample.ts';
import { sampleFor } from '../sample.ts';
import { bodyCases } from './body-cases.ts';
import { idempotencyCases } from './idempotency-cases.ts';
import { operationCases } from './operation-cases.ts';
import { parameterCases } from './parameter-cases.ts';

/** The cases of a contract, and the operations without cases. */
export interface Derived {
  readonly cases: readonly ContractCase[];
  /** Operations without cases, each with the reason. */
  readonly leftOut: readonly { readonly operation: string; readonly because: string }[];
}

/** Derives cases from the contract, and adds those for known behavior of the API. The same contract and values give the same cases. */
export const deriveCases = (contract: Contract, values: ValuesByOperation): Derived => {
  const samples = contract.operations.map((operation) => ({
    operation,
    sample: sampleOf(contract, operation, values),
  }));
  return {
    cases: samples.flatMap(({ sample }) => (typeof sample === 'string' ? [] : casesOf(contract, sample))),
    leftOut: samples.flatMap(({ operation, sample }) =>
      typeof sample === 'string' ? [{ operation: operation.id, because: sample }] : [],
    ),
  };
};

const sampleOf = (contract: Contract, operation: Operation, values: ValuesByOperation): Sample | string =>
  sampleFor(contract, operation, Object.hasOwn(values, operation.id) ? values[operation.id] : undefined);

const casesOf = (contract: Contract, sample: Sample): readonly ContractCase[] => [
  ...operationCases(contract, sample),
  ...parameterCases(sample),
  ...bodyCases(sample),
  ...idempotencyCases(sample),
  ...tokenCases(sample),
];
