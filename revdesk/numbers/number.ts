import type { Change, Instant, RecordView, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { FRONT_DESK, RECEPTION } from '../agents/seeded-agents.ts';
import { ACME, ACME_NORTH, BRAVO } from '../organizations/organization.ts';
import type { Row } from '../table/table.ts';
import type { Cnam } from './cnam/cnam.ts';
import { NO_CNAM } from './cnam/cnam.ts';
import { countryOf } from './country.ts';

/** The collection of phone numbers; a record's id is the number. */
export const NUMBERS = 'numbers';

export type PhoneNumber = Row &
  Cnam & {
    /** How the API names it. */
    readonly phone_id: number;
    /** Inactive: bought, and not yet, or no longer, in service. */
    readonly active: boolean;
    /** Whether it may be shown as caller ID. */
    readonly verified: boolean;
    /** How far its purchase got: until it is `done`, the API shows a placeholder for the number. */
    readonly purchase: 'under way' | 'done' | 'failed';
    /**
     * The caller ID whose verification put it here; null for a number that was bought. Such a number may be called from, and is
     * none of the organization's phone numbers otherwise: neither listed nor read, and never texted from.
     */
    readonly caller_id: string | null;
    readonly name: string | null;
    readonly iso_country: string;
    readonly cnam_enabled: boolean;
    readonly recording_enabled: boolean;
    readonly transcription_enabled: boolean;
    readonly agent_id: string | null;
    readonly texting_status: 'approved' | 'pending' | 'rejected' | 'not_registered';
    /** How it replies to texts, where it does otherwise than the workspace. */
    readonly auto_reply_enabled: boolean | null;
    readonly reply_delay_seconds: number | null;
    readonly default_prompt: string | null;
  };

type Named = Pick<PhoneNumber, 'id' | 'phone_id' | 'organization' | 'created_at'>;

/** A number that is in service and in order, unless something else is said. */
export const numberOf = (named: Named, otherwise: Partial<PhoneNumber> = {}): PhoneNumber => ({
  ...NO_CNAM,
  active: true,
  verified: true,
  purchase: 'done',
  caller_id: null,
  name: null,
  iso_country: countryOf(named.id),
  cnam_enabled: false,
  recording_enabled: false,
  transcription_enabled: false,
  agent_id: null,
  texting_status: 'not_registered',
  auto_reply_enabled: null,
  reply_delay_seconds: null,
  default_prompt: null,
  ...named,
  ...otherwise,
});

/** When the seeded numbers were bought: before any world that a test would open. */
const SEEDED_AT: Instant = Date.UTC(2025, 0, 1);

const seeded = (id: string, phone_id: number, organization: string, otherwise?: Partial<PhoneNumber>): PhoneNumber =>
  numberOf({ id, phone_id, organization, created_at: SEEDED_AT }, otherwise);

const SHOWN_AS_ACME = { cnam_display_name: 'ACME', cnam_status: 'APPROVED', cnam_enabled: true } as const;

export const SEED_NUMBERS: readonly PhoneNumber[] = [
  seeded('+14155550100', 100, ACME, {
    name: 'Main line',
    agent_id: FRONT_DESK,
    texting_status: 'approved',
    ...SHOWN_AS_ACME,
  }),
  seeded('+14155550101', 101, ACME, { name: 'Sales', texting_status: 'approved' }),
  seeded('+14155550102', 102, ACME, { name: 'Out of service', active: false }),
  seeded('+14155550103', 103, ACME, { name: 'Not verified', verified: false }),
  seeded('+14155550150', 150, BRAVO, { name: 'Main line', agent_id: RECEPTION, texting_status: 'approved' }),
  seeded('+14155550160', 160, ACME_NORTH, { name: 'Main line', texting_status: 'approved' }),
];

/** What a fresh world holds. */
export const numberSeed: readonly Change[] = SEED_NUMBERS.map((number) => put(NUMBERS, number));

/** What its owners have bought: caller IDs from elsewhere are none of it. */
export const phoneNumbersIn = (records: RecordView): readonly PhoneNumber[] =>
  records.list<PhoneNumber>(NUMBERS).filter(({ caller_id }) => caller_id === null);

/** The number that an organization texts from where nothing else is said: the first that is in service. */
export const defaultNumber = (records: RecordView, organization: string): PhoneNumber | undefined =>
  phoneNumbersIn(records).find((each) => each.organization === organization && each.active);

type LastId = WorldRecord & { readonly phone_id: number };

const IDS = 'number_ids';

/** The id of the next number that somebody gets. */
export const nextPhoneId = (records: RecordView): number => (records.get<LastId>(IDS, 'last')?.phone_id ?? 1_000) + 1;

/** Puts a number that got the next id, and remembers the id: it must not come back once its number is released. */
export const putNew = (number: PhoneNumber): readonly Change[] => {
  const last: LastId = { id: 'last', phone_id: number.phone_id };
  return [put(NUMBERS, number), put(IDS, last)];
};
