import { randomUUID } from 'node:crypto';
import type { Contract } from '../../mock/contract/index.ts';
import type { CaseFailure } from './case-failure.ts';
import type { ContractCase, Need } from './case.ts';
import { runCase } from './run-case.ts';
import type { Target, Worker } from './target.ts';
import { workersOf } from './target.ts';

export type CaseOutcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly drift: CaseFailure }
  | { readonly kind: 'skipped'; readonly because: string };

export interface Result {
  readonly case: ContractCase;
  readonly outcome: CaseOutcome;
  readonly seconds: number;
}

export interface RunCasesOptions {
  readonly contract: Contract;
  readonly target: Target;
  readonly allowMutations: boolean;
  /** Number of cases that run at the same time. */
  readonly concurrency: number;
  /** Whether to stop at the first failure. */
  readonly bail: boolean;
  /** Called with each result as soon as its case has ended. */
  readonly onResult?: (result: Result) => void;
}

/** Runs cases concurrently. Results are in the order of the cases. */
export const runCases = async (
  cases: readonly ContractCase[],
  options: RunCasesOptions,
): Promise<readonly Result[]> => {
  const results = new Map<ContractCase, Result>();
  const queue = [...cases];
  const runQueue = async (worker: Worker): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const result = await resultOf(next, worker, options);
      results.set(next, result);
      options.onResult?.(result);
      if (options.bail && result.outcome.kind === 'failed') queue.length = 0;
    }
  };
  const workers = workersOf(options.target, options.concurrency, `verify-${randomUUID().slice(0, 8)}`);
  await Promise.all(workers.map(runQueue));
  return cases.flatMap((each) => results.get(each) ?? []);
};

const resultOf = async (theCase: ContractCase, worker: Worker, options: RunCasesOptions): Promise<Result> => {
  const because = skipReason(theCase, options.target, options.allowMutations);
  if (because !== undefined) return { case: theCase, outcome: { kind: 'skipped', because }, seconds: 0 };
  const startedAt = performance.now();
  const failure = await runCase(theCase, { contract: options.contract, worker, unique: randomUUID() });
  const seconds = (performance.now() - startedAt) / 1000;
  return { case: theCase, outcome: failure ? { kind: 'failed', drift: failure } : { kind: 'passed' }, seconds };
};

/** The reason to skip a case against a target; `undefined` if it is to be run. */
export const skipReason = (
  { needs }: ContractCase,
  { control }: Target,
  allowMutations: boolean,
): string | undefined => {
  const isMet: Readonly<Record<Need, boolean>> = {
    control: control !== undefined,
    mutations: allowMutations,
    'known callers': control?.credentials !== 'any',
  };
  const unmet = needs.find((need) => !isMet[need]);
  return unmet && REASONS[unmet];
};

const REASONS: Readonly<Record<Need, string>> = {
  control: 'it requires the control API of a sandbox',
  mutations: 'it may change data on the server; allow it with --allow-mutations',
  'known callers': 'the sandbox has no list of callers and accepts any credential',
};
