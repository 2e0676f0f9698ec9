import type { RecordView } from '../../mock/index.ts';

/** The collection of numbers whose reputation is monitored; a record's id is the number. */
const MONITORED = 'reputation_numbers';

/** What is known of a number's spam risk; null as long as nothing is. */
export const knownRisk = (records: RecordView, number: string): string | null => {
  const risk = records.get(MONITORED, number)?.['spam_risk'];
  return typeof risk === 'string' ? risk : null;
};

/** When a number began to be monitored, and when it was last looked at. */
export const monitoringOf = (
  records: RecordView,
  number: string,
): { readonly enrolled: number | null; readonly refreshed: number | null } => {
  const record = records.get(MONITORED, number);
  return { enrolled: instantOrNull(record?.['created_at']), refreshed: instantOrNull(record?.['last_refreshed_at']) };
};

const instantOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
