import { randomUUID } from 'node:crypto';
import type { Group } from './case.ts';
import { DriftError } from './drift.ts';
import type { SuiteOptions } from './prepare-suite.ts';
import { prepareSuite } from './prepare-suite.ts';
import { runCase } from './run-case.ts';
import { whyNot } from './run-cases.ts';
import type { Lane } from './target.ts';
import { lanesOf } from './target.ts';

/** A case of the contract suite, for a test runner. */
export interface RunnableCase {
  /** Unique and stable. */
  readonly name: string;
  /** The operation id. */
  readonly operation: string;
  readonly group: Group;
  /** Why it is not to be run; `false` if it is. As node:test takes it. */
  readonly skip: string | false;
  /** @throws {DriftError} if the server does not keep the contract. */
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
  const free: Lane[] = [];
  let opened = 0;
  const take = (): Lane => free.pop() ?? lanesOf(target, 1, `verify-${run}-${opened++}`)[0]!;
  return cases.map((theCase) => ({
    name: theCase.name,
    operation: theCase.operation,
    group: theCase.group,
    skip: whyNot(theCase, target, allowMutations) ?? false,
    run: async () => {
      const lane = take();
      try {
        const drift = await runCase(theCase, { contract, lane, unique: randomUUID() });
        if (drift) throw new DriftError(theCase.name, drift);
      } finally {
        free.push(lane);
      }
    },
  }));
};
