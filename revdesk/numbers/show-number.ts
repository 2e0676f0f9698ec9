import type { JsonObject, RecordView } from '../../mock/index.ts';
import { uuidOf } from '../organizations/organization.ts';
import { monitored } from '../reputation/monitored-number.ts';
import { shownTime, shownTimeOrNull } from '../table/data.ts';
import type { Table } from '../table/table.ts';
import type { PhoneNumber } from './number.ts';
import { NUMBERS } from './number.ts';

/** Phone numbers as the API shows them. */
export const PHONE_NUMBERS: Table<PhoneNumber> = {
  name: NUMBERS,
  noun: 'phone number',
  show: (number, { records }) => showNumber(number, records),
  list: (number, { records }) => ({
    ...shared(number, records),
    cnam_display_name: number.cnam_display_name,
    cnam_status: number.cnam_status,
    texting_enabled: number.active && number.texting_status === 'approved',
    texting_status: number.texting_status,
  }),
  lists: ({ caller_id }) => caller_id === null,
};

/** A number as shown on its own. */
export const showNumber = (number: PhoneNumber, records: RecordView): JsonObject => ({
  ...shared(number, records),
  subscription_status: SUBSCRIPTIONS[number.purchase === 'done' && !number.active ? 'ended' : number.purchase],
});

/** Documented as a string, without values. */
const SUBSCRIPTIONS = { 'under way': 'pending', done: 'active', failed: 'failed', ended: 'inactive' };

/** Documented: a placeholder until the number is in service. */
export const shownNumber = ({ id, phone_id, purchase }: PhoneNumber): string =>
  purchase === 'done' ? id : `pending:${phone_id}`;

const shared = (number: PhoneNumber, records: RecordView): JsonObject => ({
  id: number.phone_id,
  phone_number: shownNumber(number),
  name: number.name,
  organization_id: uuidOf(records, number.organization),
  user_id: null,
  provider: 'telnyx',
  is_active: number.active,
  iso_country: number.iso_country,
  reputation_enrolled_at: shownTimeOrNull(monitored(records, number.id)?.created_at ?? null),
  agent_id: number.agent_id,
  created_at: shownTime(number.created_at),
});
