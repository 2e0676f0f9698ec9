import type { Job, JobHandler, Instant, JsonObject, RecordView, WorldRecord } from '../../mock/index.ts';
import { DAY_MS } from '../table/day.ts';
import { shownTimeOrNull } from '../table/data.ts';
import type { Row, Table } from '../table/table.ts';
import { putRow } from '../table/table.ts';
import { lastCheck } from './check-frequency.ts';
import type { Monitoring } from './monitoring.ts';
import { MONITORINGS } from './monitoring.ts';
import type { SpamRisk } from './scores.ts';
import { riskOf, showScores } from './scores.ts';

/** What is known of a number's reputation. */
export interface NumberReputation {
  readonly phone_number: string;
  /** `null` if nobody monitors it. */
  readonly enterprise_id: string | null;
  /** `null` as long as nobody asked the vendors. */
  readonly spam_risk: SpamRisk | null;
  /** When they were last asked, the checks since then that nobody saw left aside. */
  readonly last_refreshed_at: Instant | null;
}

/** A number that is monitored; its id is the number. */
export type MonitoredNumber = Row & NumberReputation & { readonly enterprise_id: string };

export const MONITORED_NUMBERS: Table<MonitoredNumber> = {
  name: 'reputation_numbers',
  noun: 'monitored number',
  inheritsFromParent: true,
  show: (number, { records, exchange: { now } }) => showReputation(checkedBy(records, number, now)),
};

export const showReputation = (known: NumberReputation): JsonObject => ({
  phone_number: known.phone_number,
  enterprise_id: known.enterprise_id,
  ...showScores(known.phone_number, known.spam_risk),
  last_refreshed_at: shownTimeOrNull(known.last_refreshed_at),
});

/** A number as it is monitored, if it is. */
export const monitored = (records: RecordView, number: string): MonitoredNumber | undefined =>
  records.get<MonitoredNumber>(MONITORED_NUMBERS.name, number);

/** The number with the checks that its monitoring has made by now. */
export const checkedBy = (records: RecordView, number: MonitoredNumber, now: Instant): MonitoredNumber => {
  const monitoring = records.get<Monitoring>(MONITORINGS.name, number.enterprise_id);
  const { last_refreshed_at } = number;
  if (monitoring === undefined || last_refreshed_at === null) return number;
  return { ...number, last_refreshed_at: lastCheck(last_refreshed_at, monitoring.check_frequency, now) };
};

export const enrolledWith = (records: RecordView, enterpriseId: string): readonly MonitoredNumber[] =>
  records.list<MonitoredNumber>(MONITORED_NUMBERS.name).filter(({ enterprise_id }) => enterprise_id === enterpriseId);

/** The collection of what was asked out of turn (`fresh`); a record's id is the number. */
export const LOOKUPS = 'reputation_lookups';

export type Lookup = WorldRecord & { readonly at: Instant };

/** What is known of a number that nobody monitors: what somebody asked out of turn. */
export const unmonitored = (records: RecordView, phone_number: string): NumberReputation => {
  const at = records.get<Lookup>(LOOKUPS, phone_number)?.at ?? null;
  const spam_risk = at === null ? null : riskOf(records, phone_number);
  return { phone_number, enterprise_id: null, spam_risk, last_refreshed_at: at };
};

/** Documented: it takes about 24 hours until scores are there. */
const FIRST_CHECK_MS = DAY_MS;

const IS_CHECKED = 'monitored number is checked';

export const firstCheck = ({ id, created_at }: MonitoredNumber): Job => ({
  at: created_at + FIRST_CHECK_MS,
  kind: IS_CHECKED,
  subject: id,
});

export const checkOnDue: Readonly<Record<string, JobHandler>> = {
  [IS_CHECKED]: ({ job, records }) => {
    const number = records.get<MonitoredNumber>(MONITORED_NUMBERS.name, job.subject);
    return number === undefined ? {} : { changes: [putRow(MONITORED_NUMBERS, refreshed(records, number, job.at))] };
  },
};

export const refreshed = <Known extends NumberReputation>(records: RecordView, known: Known, at: Instant): Known => ({
  ...known,
  spam_risk: riskOf(records, known.phone_number),
  last_refreshed_at: at,
});
