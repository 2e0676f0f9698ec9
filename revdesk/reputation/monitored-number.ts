import type { Instant, Job, JobHandler, JsonObject, RecordView, WorldRecord } from '../../mock/index.ts';
import { shownTimeOrNull } from '../table/data.ts';
import { DAY_MS } from '../table/day.ts';
import type { Row, Table } from '../table/table.ts';
import { putRow } from '../table/table.ts';
import { lastCheck } from './check-frequency.ts';
import type { Monitoring } from './monitoring.ts';
import { MONITORINGS } from './monitoring.ts';
import type { SpamRisk } from './scores.ts';
import { riskOf, showScores } from './scores.ts';

/** What is known about a number's reputation. */
export interface NumberReputation {
  readonly phone_number: string;
  /** `null` for a number that is not monitored. */
  readonly enterprise_id: string | null;
  /** `null` until the vendors have been queried. */
  readonly spam_risk: SpamRisk | null;
  /** The last query that was stored. Later periodic checks are not stored; `checkedBy` computes them. */
  readonly last_refreshed_at: Instant | null;
}

/** A monitored number; its id is the number. */
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

/** The monitored number, if it is monitored. */
export const monitored = (records: RecordView, number: string): MonitoredNumber | undefined =>
  records.get<MonitoredNumber>(MONITORED_NUMBERS.name, number);

/** The number with the periodic checks that its monitoring has made by now. */
export const checkedBy = (records: RecordView, number: MonitoredNumber, now: Instant): MonitoredNumber => {
  const monitoring = records.get<Monitoring>(MONITORINGS.name, number.enterprise_id);
  const { last_refreshed_at } = number;
  if (monitoring === undefined || last_refreshed_at === null) return number;
  return { ...number, last_refreshed_at: lastCheck(last_refreshed_at, monitoring.check_frequency, now) };
};

export const enrolledWith = (records: RecordView, enterpriseId: string): readonly MonitoredNumber[] =>
  records.list<MonitoredNumber>(MONITORED_NUMBERS.name).filter(({ enterprise_id }) => enterprise_id === enterpriseId);

/** The collection of requests outside the periodic checks (`fresh`); a record's id is the number. */
export const LOOKUPS = 'reputation_lookups';

export type Lookup = WorldRecord & { readonly at: Instant };

/** What is known about an unmonitored number: the result of the last `fresh` request. */
export const unmonitored = (records: RecordView, phone_number: string): NumberReputation => {
  const at = records.get<Lookup>(LOOKUPS, phone_number)?.at ?? null;
  const spam_risk = at === null ? null : riskOf(records, phone_number);
  return { phone_number, enterprise_id: null, spam_risk, last_refreshed_at: at };
};

/** Documented: scores are available after about 24 hours. */
const FIRST_CHECK_MS = DAY_MS;

const NUMBER_IS_CHECKED = 'monitored number is checked';

export const firstCheck = ({ id, created_at }: MonitoredNumber): Job => ({
  at: created_at + FIRST_CHECK_MS,
  kind: NUMBER_IS_CHECKED,
  subject: id,
});

export const checkJobHandlers: Readonly<Record<string, JobHandler>> = {
  [NUMBER_IS_CHECKED]: ({ job, records }) => {
    const number = records.get<MonitoredNumber>(MONITORED_NUMBERS.name, job.subject);
    return number === undefined ? {} : { changes: [putRow(MONITORED_NUMBERS, refreshed(records, number, job.at))] };
  },
};

export const refreshed = <Known extends NumberReputation>(records: RecordView, known: Known, at: Instant): Known => ({
  ...known,
  spam_risk: riskOf(records, known.phone_number),
  last_refreshed_at: at,
});
