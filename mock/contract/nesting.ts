/** Deeper nesting than this makes recursive code overflow its stack; no API needs it. */
export const DEEPEST = 100;

/** Whether a JSON value is nested deeper than {@link DEEPEST}. */
export const isNestedTooDeep = (value: unknown): boolean => isDeeperThan(value, DEEPEST);

const isDeeperThan = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const item of Object.values(value)) if (isDeeperThan(item, levels - 1)) return true;
  return false;
};
