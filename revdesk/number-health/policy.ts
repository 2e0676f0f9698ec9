/** How many calls and days a number needs to count as tested. The values are those of the contract's example. */
export const POLICY = {
  version: '2026-01',
  qualifying_calls: 5,
  consented_testers: 2,
  active_days: 3,
  duration_target_seconds: 10,
  history_window_days: 30,
  readiness_interactions_per_tester_day: 3,
  calendar_timezone: 'UTC',
  fresh_check_price_usd: 0.25,
  remediation_price_usd: 2,
  synthetic_counts: false,
} as const;
