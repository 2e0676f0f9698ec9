import type { Result } from '../run-cases.ts';

/** All results of one run. */
export interface Summary {
  /** The contract's title. */
  readonly contract: string;
  readonly target: string;
  readonly seconds: number;
  readonly results: readonly Result[];
  /** Operations without cases, each with the reason. */
  readonly leftOut: readonly { readonly operation: string; readonly because: string }[];
}

export const failuresIn = ({ results }: Summary): readonly Failure[] =>
  results.flatMap(({ case: { name }, outcome }) => (outcome.kind === 'failed' ? [{ name, ...outcome.drift }] : []));

interface Failure {
  readonly name: string;
  readonly expected: string;
  readonly found: string;
  readonly curl: string;
}

export const countOf = ({ results }: Summary, kind: Result['outcome']['kind']): number =>
  results.filter(({ outcome }) => outcome.kind === kind).length;

/** The number of skipped cases by reason. */
export const skipsIn = ({ results }: Summary): ReadonlyMap<string, number> => {
  const reasons = new Map<string, number>();
  for (const { outcome } of results) {
    if (outcome.kind === 'skipped') reasons.set(outcome.because, (reasons.get(outcome.because) ?? 0) + 1);
  }
  return reasons;
};
