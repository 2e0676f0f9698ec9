import type { Change, RecordView } from '../../mock/index.ts';
import { remove } from '../../mock/index.ts';
import { enrolledWith, MONITORED_NUMBERS } from './monitored-number.ts';
import { MONITORINGS } from './monitoring.ts';

/** Removes the monitoring of an enterprise and the numbers that it monitors. */
export const endMonitoring = (records: RecordView, enterpriseId: string): readonly Change[] => [
  remove(MONITORINGS.name, enterpriseId),
  ...enrolledWith(records, enterpriseId).map(({ id }) => remove(MONITORED_NUMBERS.name, id)),
];
