import type { Instant } from '../../mock/index.ts';
import { DAY_MS } from '../table/day.ts';

export type CheckFrequency = 'weekly' | 'biweekly' | 'monthly' | 'never';

const PERIODS: ReadonlyMap<CheckFrequency, number> = new Map([
  ['weekly', 7 * DAY_MS],
  ['biweekly', 14 * DAY_MS],
  ['monthly', 30 * DAY_MS],
]);

/** The time of the last check, computed from a known one: scheduling an endless series of checks would fill the schedule with jobs. */
export const lastCheck = (known: Instant, frequency: CheckFrequency, now: Instant): Instant => {
  const period = PERIODS.get(frequency);
  return period === undefined || now < known ? known : known + Math.floor((now - known) / period) * period;
};
