import { randomUUID } from 'node:crypto';
import type { Contract } from '../../mock/contract/index.ts';
import type { ContractCase, Need } from './case.ts';
import type { CaseFailure } from './drift.ts';
import { runCase } from './run-case.ts';
import type { Worker, Target } from './target.ts';
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
  /** How many run at a time. */
  readonly concurrency: number;
  /** Whether the first failure ends the run. */
  readonly bail: boolean;
  /** Told of each result as it comes. */
  readonly onResult?: (result: Result) => void;
}

/** Runs cases, several at a time. Results are in the order of the cases. */
export const runCases = async (
  cases: readonly ContractCase[],
  options: RunCasesOptions,
): Promise<readonly Result[]> => {
  const results = new Map<ContractCase, Result>();
  const waiting = [...cases];
  const work = async (lane: Worker): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await resultOf(next, lane, options);
      results.set(next, result);
      options.onResult?.(result);
      if (options.bail && result.outcome.kind === 'failed') waiting.length = 0;
    }
  };
  const lanes = workersOf(options.target, options.concurrency, `verify-${randomUUID().slice(0, 8)}`);
  await Promise.all(lanes.map(work));
  return cases.flatMap((each) => results.get(each) ?? []);
};

const resultOf = async (theCase: ContractCase, lane: Worker, options: RunCasesOptions): Promise<Result> => {
  const because = skipReason(theCase, options.target, options.allowMutations);
  if (because !== undefined) return { case: theCase, outcome: { kind: 'skipped', because }, seconds: 0 };
  const begun = performance.now();
  const drift = await runCase(theCase, { contract: options.contract, lane, unique: randomUUID() });
  const seconds = (performance.now() - begun) / 1000;
  return { case: theCase, outcome: drift ? { kind: 'failed', drift } : { kind: 'passed' }, seconds };
};

/** Why a case is not run against a target; `undefined` if it is. */
export const skipReason = ({ needs }: ContractCase, { control }: Target, allowMutations: boolean): string | undefined => {
  const isMet: Readonly<Record<Need, boolean>> = {
    control: control !== undefined,
    mutations: allowMutations,
    'known callers': control?.credentials !== 'any',
  };
  const unmet = needs.find((need) => !isMet[need]);
  return unmet && REASONS[unmet];
};

const REASONS: Readonly<Record<Need, string>> = {
  control: 'it needs the control API of a sandbox',
  mutations: 'it may change what the server holds; allow it with --allow-mutations',
  'known callers': 'the sandbox lists no callers, so that any credential will do',
};
