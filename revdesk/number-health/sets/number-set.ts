import type { Change, Instant, JsonObject, RecordView } from '../../../mock/index.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { phoneNumbersIn } from '../../numbers/number.ts';
import { shownNumber } from '../../numbers/show-number.ts';
import { shownTime } from '../../table/data.ts';
import type { Row, Table } from '../../table/table.ts';
import { putRow } from '../../table/table.ts';

/** A number as a member of a set. */
export interface SetMember {
  readonly id: string;
  readonly phone_id: number;
  readonly role: 'PRIMARY' | 'ALTERNATE';
  readonly state: 'PREPARING' | 'ACTIVE' | 'STANDBY' | 'RETIRED';
  readonly outbound_enabled: boolean;
  readonly priority: number;
}

/** Numbers for one purpose that can replace one another. */
export type NumberSet = Row & {
  readonly name: string;
  /** The sandbox has no teams; it stores the id that is sent. */
  readonly team_id: string | null;
  readonly use_case: string;
  readonly expected_daily_calls: number | null;
  readonly identification_guidance: string | null;
  readonly status: 'ACTIVE' | 'ARCHIVED';
  readonly updated_at: Instant;
  readonly members: readonly SetMember[];
};

export const SETS: Table<NumberSet> = {
  name: 'number_sets',
  noun: 'number set',
  inheritsFromParent: true,
  show: (set, { records }) => showSet(set, numbersById(records)),
};

export const putSet = (set: NumberSet): Change => putRow(SETS, set);

export type NumbersById = ReadonlyMap<number, PhoneNumber>;

export const numbersById = (records: RecordView): NumbersById =>
  new Map(phoneNumbersIn(records).map((number) => [number.phone_id, number]));

export const showSet = (set: NumberSet, numbers: NumbersById): JsonObject => ({
  id: set.id,
  name: set.name,
  team_id: set.team_id,
  team_name: null,
  use_case: set.use_case,
  expected_daily_calls: set.expected_daily_calls,
  identification_guidance: set.identification_guidance,
  status: set.status,
  created_at: shownTime(set.created_at),
  updated_at: shownTime(set.updated_at),
  members: set.members.map((member) => showMember(member, numbers.get(member.phone_id))),
});

/** A member whose number has been released is shown as not in service. */
const showMember = (member: SetMember, number: PhoneNumber | undefined): JsonObject => ({
  ...member,
  phone_number: number === undefined ? '' : shownNumber(number),
  phone_name: number?.name ?? null,
  phone_active: number?.active ?? false,
});

export interface Membership {
  readonly set: NumberSet;
  readonly member: SetMember;
}

/** The set of each number, by phone id. A number that is RETIRED in one set may be in another, which then takes precedence. */
export const membershipsIn = (records: RecordView): ReadonlyMap<number, Membership> => {
  const memberships = new Map<number, Membership>();
  for (const set of records.list<NumberSet>(SETS.name).filter(({ status }) => status === 'ACTIVE'))
    for (const member of set.members)
      if (member.state !== 'RETIRED' || !memberships.has(member.phone_id))
        memberships.set(member.phone_id, { set, member });
  return memberships;
};
