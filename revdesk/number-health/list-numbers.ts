import type { Handler, HandlerContext, Instant, JsonObject, RecordView } from '../../mock/index.ts';
import { queryOf } from '../../mock/index.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { PHONE_NUMBERS, shownNumber } from '../numbers/show-number.ts';
import { checkedBy, monitored } from '../reputation/monitored-number.ts';
import { showScores } from '../reputation/scores.ts';
import { data, shownTime, shownTimeOrNull } from '../table/data.ts';
import type { Table } from '../table/table.ts';
import { rowsOf } from '../table/table.ts';
import type { Evidence } from './evidence.ts';
import { evidenceIn, showEvidence } from './evidence.ts';
import { isUsable } from './sets/choose-number.ts';
import type { Membership, NumbersById } from './sets/number-set.ts';
import { membershipsIn, numbersById } from './sets/number-set.ts';

/** Phone numbers as this list reads them: caller-trust reads include the umbrella's numbers. */
const READABLE_NUMBERS: Table<PhoneNumber> = { ...PHONE_NUMBERS, inheritsFromParent: true };

/** `GET /v1/number-health/numbers`: all numbers on one page, filtered by any of the parameters. */
export const listNumbers: Handler = (context) => {
  const query = queryOf(context.exchange.request);
  const lookups = lookupsIn(context);
  const shown = rowsOf(READABLE_NUMBERS, context)
    .map((number) => showNumber(number, lookups))
    .filter((number) =>
      FILTERS.every(([parameter, field]) => {
        const value = query.get(parameter);
        return value === null || number[field] === value;
      }),
    );
  return { reply: data(shown, { meta: { total_results: shown.length } }) };
};

const FILTERS = [
  ['state', 'evidence_state'],
  ['team_id', 'team_id'],
  ['number_set_id', 'number_set_id'],
  ['area_code', 'area_code'],
] as const;

interface Lookups {
  readonly now: Instant;
  readonly records: RecordView;
  readonly evidenceOf: (number: PhoneNumber) => Evidence;
  readonly memberships: ReadonlyMap<number, Membership>;
  readonly numbers: NumbersById;
}

const lookupsIn = ({ records, exchange: { now } }: HandlerContext): Lookups => ({
  records,
  now,
  evidenceOf: evidenceIn(records, now),
  memberships: membershipsIn(records),
  numbers: numbersById(records),
});

const showNumber = (number: PhoneNumber, { records, now, evidenceOf, memberships, numbers }: Lookups): JsonObject => {
  const evidence = evidenceOf(number);
  const monitoring = monitored(records, number.id);
  const checked = monitoring && checkedBy(records, monitoring, now);
  return {
    id: number.phone_id,
    phone_number: shownNumber(number),
    name: number.name,
    is_active: number.active,
    area_code: areaCodeOf(number.id),
    cnam_display_name: number.cnam_display_name,
    cnam_status: number.cnam_status,
    caller_registry_status: null,
    reputation_enrolled_at: shownTimeOrNull(monitoring?.created_at ?? null),
    ...showMembership(memberships.get(number.phone_id), numbers),
    ...showEvidence(evidence),
    ...showScores(number.id, monitoring?.spam_risk ?? null),
    reputation_refreshed_at: shownTimeOrNull(checked?.last_refreshed_at ?? null),
    qualifying_calls: evidence.qualifying_calls,
    callback_verified: evidence.callback_verified,
    observations: observationsOf(evidence),
  };
};

const showMembership = (membership: Membership | undefined, numbers: NumbersById): JsonObject => {
  if (membership === undefined) return NO_MEMBERSHIP;
  const { set, member } = membership;
  return {
    team_id: set.team_id,
    team_name: null,
    number_set_id: set.id,
    number_set_name: set.name,
    number_set_use_case: set.use_case,
    member_role: member.role,
    member_state: member.state,
    has_alternate: hasAlternate(membership, numbers),
  };
};

const NO_MEMBERSHIP = {
  team_id: null,
  team_name: null,
  number_set_id: null,
  number_set_name: null,
  number_set_use_case: null,
  member_role: null,
  member_state: null,
  has_alternate: false,
};

const hasAlternate = ({ set, member }: Membership, numbers: NumbersById): boolean =>
  set.members.some((each) => each.phone_id !== member.phone_id && isUsable(each, numbers.get(each.phone_id)));

const observationsOf = ({ tests }: Evidence): readonly JsonObject[] =>
  tests.flatMap(({ attempt: { observation, carrier }, progress }) =>
    observation === null
      ? []
      : [
          {
            ...observation,
            carrier,
            observed_at: shownTime(observation.observed_at),
            duration_seconds: progress.outbound_seconds,
          },
        ],
  );

/** The area code of a North American number. Empty for other numbers, whose area codes vary in length. */
export const areaCodeOf = (e164: string): string => /^\+1(\d{3})\d{7}$/.exec(e164)?.[1] ?? '';
