import type { Instant } from '../../mock/index.ts';
import { DAY_MS } from '../table/day.ts';

export type CheckFrequency = 'weekly' | 'biweekly' | 'monthly' | 'never';

const PERIODS: ReadonlyMap<CheckFrequency, number> = new Map([
  ['weekly', 7 * DAY_MS],
  ['biweekly', 14 * DAY_MS],
  ['monthly', 30 * DAY_MS],
]);

/** When the last check was, counted on from one that is known: a plan of checks without end would fill the agenda. */
export const lastCheck = (known: Instant, frequency: CheckFrequency, now: Instant): Instant => {
  const period = PERIODS.get(frequency);
  return period === undefined || now < known ? known : known + Math.floor((now - known) / period) * period;
};
