/** Deeper nesting could overflow the stack of recursive code; no API needs it. */
export const MAX_NESTING = 100;

/** Whether a JSON value is nested deeper than {@link MAX_NESTING}. */
export const isNestedTooDeep = (value: unknown): boolean => isDeeperThan(value, MAX_NESTING);

const isDeeperThan = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const item of Object.values(value)) if (isDeeperThan(item, levels - 1)) return true;
  return false;
};
