import type { Change, RecordView, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { ACME, ACME_NORTH, BRAVO } from '../organizations/organization.ts';

/** The collection of phone numbers; a record's id is the number. */
export const NUMBERS = 'numbers';

export type PhoneNumber = WorldRecord & {
  /** How the API names it. */
  readonly phone_id: number;
  readonly organization: string;
  /** Inactive: bought, and not yet, or no longer, in service. */
  readonly active: boolean;
  /** Whether it may be shown as caller ID. */
  readonly verified: boolean;
};

export const SEED_NUMBERS: readonly PhoneNumber[] = [
  { id: '+14155550100', phone_id: 100, organization: ACME, active: true, verified: true },
  { id: '+14155550101', phone_id: 101, organization: ACME, active: true, verified: true },
  { id: '+14155550102', phone_id: 102, organization: ACME, active: false, verified: true },
  { id: '+14155550103', phone_id: 103, organization: ACME, active: true, verified: false },
  { id: '+14155550150', phone_id: 150, organization: BRAVO, active: true, verified: true },
  { id: '+14155550160', phone_id: 160, organization: ACME_NORTH, active: true, verified: true },
];

/** What a fresh world holds. */
export const numberSeed: readonly Change[] = SEED_NUMBERS.map((number) => put(NUMBERS, number));

export const numberWithId = (records: RecordView, phoneId: number): PhoneNumber | undefined =>
  records.list<PhoneNumber>(NUMBERS).find(({ phone_id }) => phone_id === phoneId);

/** The id of the next number that somebody gets. */
export const nextPhoneId = (records: RecordView): number =>
  records.list<PhoneNumber>(NUMBERS).reduce((highest, { phone_id }) => Math.max(highest, phone_id), 1_000) + 1;
