import type { StageResult } from '../pipeline.ts';

/**
 * The path of a request, shared with all requests that took the same one: most pass the same stages without a note. So the journal holds
 * one array for all of them, and not twelve objects for each.
 */
export const sharedPath = (path: readonly StageResult[]): readonly StageResult[] => {
  const last = path.length - 1;
  if (last < 0 || !path.every(({ verdict, notes }, index) => notes === undefined && isPassed(verdict) === index < last))
    return path;
  const key = `${path.length} ${path[last]?.stage}`;
  const known = paths.get(key);
  if (known && known.every(({ stage }, index) => stage === path[index]?.stage)) return known;
  if (paths.size < MAX_PATHS) paths.set(key, path);
  return path;
};

const isPassed = (verdict: StageResult['verdict']): boolean => verdict === 'passed';

/** More than any list of stages has. */
const MAX_PATHS = 1_000;

const paths = new Map<string, readonly StageResult[]>();
