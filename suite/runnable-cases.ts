import { randomUUID } from 'node:crypto';
import { CaseFailureError } from './contract/case-failure.ts';
import type { Group } from './contract/case.ts';
import { runCase } from './contract/run-case.ts';
import { skipReason } from './contract/run-cases.ts';
import type { Worker } from './contract/target.ts';
import { workersOf } from './contract/target.ts';
import type { SuiteOptions } from './prepare-suite.ts';
import { prepareSuite } from './prepare-suite.ts';

/** A case of the contract suite, as a test for a test runner. */
export interface RunnableCase {
  /** Unique and stable. */
  readonly name: string;
  /** The operation id. */
  readonly operation: string;
  readonly group: Group;
  /** The reason to skip the case; `false` if it is to be run. The same type as the `skip` option of node:test. */
  readonly skip: string | false;
  /** @throws {CaseFailureError} if the server does not keep the contract. */
  readonly run: () => Promise<void>;
}

/**
 * The cases of the contract suite as tests for your own test runner, such as Vitest or node:test. They may run at the same time.
 *
 * @throws {Error} for the same reasons as `prepareSuite`.
 *
 * @example
 * for (const { name, skip, run } of await contractCases({ target: sandbox.url, key: 'rv_test' })) test(name, { skip }, run);
 */
export const contractCases = async (options: SuiteOptions): Promise<readonly RunnableCase[]> => {
  const { cases, contract, target, allowMutations } = await prepareSuite(options);
  const run = randomUUID().slice(0, 8);
  const idle: Worker[] = [];
  let opened = 0;
  const acquire = (): Worker => idle.pop() ?? workersOf(target, 1, `verify-${run}-${opened++}`)[0]!;
  return cases.map((theCase) => ({
    name: theCase.name,
    operation: theCase.operation,
    group: theCase.group,
    skip: skipReason(theCase, target, allowMutations) ?? false,
    run: async () => {
      const worker = acquire();
      try {
        const failure = await runCase(theCase, { contract, worker, unique: randomUUID() });
        if (failure) throw new CaseFailureError(theCase.name, failure);
      } finally {
        idle.push(worker);
      }
    },
  }));
};
