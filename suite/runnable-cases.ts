import { randomUUID } from 'node:crypto';
import type { Group } from './case.ts';
import { CaseFailureError } from './drift.ts';
import type { SuiteOptions } from './prepare-suite.ts';
import { prepareSuite } from './prepare-suite.ts';
import { runCase } from './run-case.ts';
import { skipReason } from './run-cases.ts';
import type { Worker } from './target.ts';
import { workersOf } from './target.ts';

/** A case of the contract suite, for a test runner. */
export interface RunnableCase {
  /** Unique and stable. */
  readonly name: string;
  /** The operation id. */
  readonly operation: string;
  readonly group: Group;
  /** Why it is not to be run; `false` if it is. As node:test takes it. */
  readonly skip: string | false;
  /** @throws {CaseFailureError} if the server does not keep the contract. */
  readonly run: () => Promise<void>;
}

/**
 * The contract suite as tests for a runner of your own, such as Vitest or node:test. They may run at the same time.
 *
 * @throws {Error} as `prepareSuite` does.
 *
 * @example
 * for (const { name, skip, run } of await contractCases({ target: sandbox.url, key: 'rv_test' })) test(name, { skip }, run);
 */
export const contractCases = async (options: SuiteOptions): Promise<readonly RunnableCase[]> => {
  const { cases, contract, target, allowMutations } = await prepareSuite(options);
  const run = randomUUID().slice(0, 8);
  const free: Worker[] = [];
  let opened = 0;
  const take = (): Worker => free.pop() ?? workersOf(target, 1, `verify-${run}-${opened++}`)[0]!;
  return cases.map((theCase) => ({
    name: theCase.name,
    operation: theCase.operation,
    group: theCase.group,
    skip: skipReason(theCase, target, allowMutations) ?? false,
    run: async () => {
      const lane = take();
      try {
        const drift = await runCase(theCase, { contract, lane, unique: randomUUID() });
        if (drift) throw new CaseFailureError(theCase.name, drift);
      } finally {
        free.push(lane);
      }
    },
  }));
};
