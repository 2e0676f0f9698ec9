import type { Change, Instant, RecordView, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { FRONT_DESK, RECEPTION } from '../agents/seeded-agents.ts';
import { ACME, ACME_NORTH, BRAVO } from '../organizations/organization.ts';
import type { Row } from '../table/table.ts';
import type { Cnam } from './cnam/cnam.ts';
import { NO_CNAM } from './cnam/cnam.ts';
import { countryOf } from './country.ts';

/** The collection of phone numbers; a record's id is the number in E.164. */
export const NUMBERS = 'numbers';

export type PhoneNumber = Row &
  Cnam & {
    /** The number's id in the API. */
    readonly phone_id: number;
    /** Whether it is in service; an inactive number is not yet, or no longer, in service. */
    readonly active: boolean;
    /** Whether it may be shown as caller ID. */
    readonly verified: boolean;
    /** The state of the purchase; until it is `done`, the API shows a placeholder for the number. */
    readonly purchase: 'under way' | 'done' | 'failed';
    /**
     * The caller ID whose verification added the number; null for a purchased number. Such a number can place calls, but does not
     * count as one of the organization's phone numbers: it cannot be listed, read or used to send texts.
     */
    readonly caller_id: string | null;
    readonly name: string | null;
    readonly iso_country: string;
    readonly cnam_enabled: boolean;
    readonly recording_enabled: boolean;
    readonly transcription_enabled: boolean;
    readonly agent_id: string | null;
    readonly texting_status: 'approved' | 'pending' | 'rejected' | 'not_registered';
    /** How the number replies to texts; null for the setting of the workspace. */
    readonly auto_reply_enabled: boolean | null;
    readonly reply_delay_seconds: number | null;
    readonly default_prompt: string | null;
  };

type Identity = Pick<PhoneNumber, 'id' | 'phone_id' | 'organization' | 'created_at'>;

/** A number that is in service and verified, unless `overrides` says otherwise. */
export const numberOf = (identity: Identity, overrides: Partial<PhoneNumber> = {}): PhoneNumber => ({
  ...NO_CNAM,
  active: true,
  verified: true,
  purchase: 'done',
  caller_id: null,
  name: null,
  iso_country: countryOf(identity.id),
  cnam_enabled: false,
  recording_enabled: false,
  transcription_enabled: false,
  agent_id: null,
  texting_status: 'not_registered',
  auto_reply_enabled: null,
  reply_delay_seconds: null,
  default_prompt: null,
  ...identity,
  ...overrides,
});

/** When the seeded numbers were bought: before the time of any world that a test is likely to use. */
const SEEDED_AT: Instant = Date.UTC(2025, 0, 1);

const seeded = (id: string, phone_id: number, organization: string, overrides?: Partial<PhoneNumber>): PhoneNumber =>
  numberOf({ id, phone_id, organization, created_at: SEEDED_AT }, overrides);

const ACME_CNAM = { cnam_display_name: 'ACME', cnam_status: 'APPROVED', cnam_enabled: true } as const;

export const SEED_NUMBERS: readonly PhoneNumber[] = [
  seeded('+14155550100', 100, ACME, {
    name: 'Main line',
    agent_id: FRONT_DESK,
    texting_status: 'approved',
    ...ACME_CNAM,
  }),
  seeded('+14155550101', 101, ACME, { name: 'Sales', texting_status: 'approved' }),
  seeded('+14155550102', 102, ACME, { name: 'Out of service', active: false }),
  seeded('+14155550103', 103, ACME, { name: 'Not verified', verified: false }),
  seeded('+14155550150', 150, BRAVO, { name: 'Main line', agent_id: RECEPTION, texting_status: 'approved' }),
  seeded('+14155550160', 160, ACME_NORTH, { name: 'Main line', texting_status: 'approved' }),
];

/** The numbers of a fresh world. */
export const numberSeed: readonly Change[] = SEED_NUMBERS.map((number) => put(NUMBERS, number));

/** The numbers that organizations have bought, without verified external caller IDs. */
export const phoneNumbersIn = (records: RecordView): readonly PhoneNumber[] =>
  records.list<PhoneNumber>(NUMBERS).filter(({ caller_id }) => caller_id === null);

/** The number that an organization texts from by default: the first one in service. */
export const defaultNumber = (records: RecordView, organization: string): PhoneNumber | undefined =>
  phoneNumbersIn(records).find((each) => each.organization === organization && each.active);

type LastId = WorldRecord & { readonly phone_id: number };

const IDS = 'number_ids';

/** The `phone_id` for the next new number. */
export const nextPhoneId = (records: RecordView): number => (records.get<LastId>(IDS, 'last')?.phone_id ?? 1_000) + 1;

/** Puts a number with the next id, and stores the id: it must not be reused after its number is released. */
export const putNew = (number: PhoneNumber): readonly Change[] => {
  const last: LastId = { id: 'last', phone_id: number.phone_id };
  return [put(NUMBERS, number), put(IDS, last)];
};
