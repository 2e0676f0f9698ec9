import type { Change, HandlerContext, Reply, WorldRecord } from '../../../mock/index.ts';
import { canAccess, put } from '../../../mock/index.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { missing, rowIn } from '../../table/table.ts';
import type { Evidence } from '../evidence.ts';
import { evidenceIn } from '../evidence.ts';
import type { NumberSet, SetMember } from './number-set.ts';
import { numbersById, SETS } from './number-set.ts';

/** The collection of the numbers chosen so far, by set and destination. */
const CHOICES = 'number_set_choices';

type Choice = WorldRecord & { readonly phone_id: number };

export interface Chosen {
  readonly set: NumberSet;
  readonly number: PhoneNumber;
  readonly evidence: Evidence;
  /** Store the choice, so that it is the same next time. */
  readonly changes: readonly Change[];
}

/** The number that a set uses for a destination: the previous one while it is healthy, otherwise the first healthy one. */
export const numberFromSet = (
  id: string,
  destination: string,
  context: HandlerContext,
): Chosen | { readonly refused: Reply } => {
  const { records, refuse } = context;
  const set = rowIn(SETS, context, id);
  if (set === undefined) return { refused: missing(SETS, context, id).reply };
  if (set.status === 'ARCHIVED')
    return { refused: refuse('conflict', `The number set ${id} is ARCHIVED. Make it ACTIVE, or use another set.`) };
  const choiceId = `${id} ${destination}`;
  const before = records.get<Choice>(CHOICES, choiceId)?.phone_id;
  const best = candidatesOf(set, context).toSorted((one, other) => compare(one, other, before))[0];
  if (best === undefined) return { refused: noneRefusal(set, context) };
  const { phone_id } = best.number;
  const changes = phone_id === before ? [] : [put(CHOICES, { id: choiceId, phone_id })];
  return { set, number: best.number, evidence: best.evidence, changes };
};

interface Candidate {
  readonly member: SetMember;
  readonly number: PhoneNumber;
  readonly evidence: Evidence;
}

const candidatesOf = (set: NumberSet, { records, exchange: { caller, now } }: HandlerContext): readonly Candidate[] => {
  const numbers = numbersById(records);
  const evidenceOf = evidenceIn(records, now);
  return set.members.flatMap((member) => {
    const number = numbers.get(member.phone_id);
    if (number === undefined || !isUsable(member, number) || !canAccess(caller, number.organization)) return [];
    return [{ member, number, evidence: evidenceOf(number) }];
  });
};

/** Whether calls can be placed from a member, regardless of its health. */
export const isUsable = ({ state, outbound_enabled }: SetMember, number: PhoneNumber | undefined): boolean =>
  state === 'ACTIVE' && outbound_enabled && number?.active === true && number.verified;

/**
 * Orders by health first, so that a flagged number is used only if all numbers are flagged: for the dial operation, bad health is
 * documented to cause a warning and never a refusal. Then comes the previously used number, then primary numbers, by priority.
 */
const compare = (one: Candidate, other: Candidate, before: number | undefined): number =>
  Number(one.evidence.state === 'FLAGGED') - Number(other.evidence.state === 'FLAGGED') ||
  Number(other.member.phone_id === before) - Number(one.member.phone_id === before) ||
  Number(one.member.role === 'ALTERNATE') - Number(other.member.role === 'ALTERNATE') ||
  one.member.priority - other.member.priority ||
  one.member.phone_id - other.member.phone_id;

const noneRefusal = ({ id }: NumberSet, { refuse }: HandlerContext): Reply =>
  refuse(
    'conflict',
    `The set ${id} has no usable number. A member must be ACTIVE and outbound_enabled, and its number in service and verified.`,
  );
