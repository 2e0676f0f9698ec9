import type { Change, Instant, RecordView } from '../../mock/index.ts';
import { remove } from '../../mock/index.ts';
import type { CallerId } from '../caller-ids/caller-id.ts';
import { CALLER_IDS, isVerified, revoked } from '../caller-ids/caller-id.ts';
import { MONITORED_NUMBERS } from '../reputation/monitored-number.ts';
import { putRow } from '../table/table.ts';
import type { PhoneNumber } from './number.ts';

/** An organization that no longer owns a number cannot monitor it or show it as caller ID. */
export const onRelease = ({ id }: PhoneNumber, records: RecordView, now: Instant): readonly Change[] => [
  remove(MONITORED_NUMBERS.name, id),
  ...records
    .list<CallerId>(CALLER_IDS.name)
    .filter((callerId) => callerId.phone_number === id && isVerified(callerId))
    .map((callerId) => putRow(CALLER_IDS, revoked(callerId, now))),
];
