import type { HandlerContext, Reply } from '../../../mock/index.ts';
import { canAccess } from '../../../mock/index.ts';
import type { NumberSet, SetMember } from './number-set.ts';
import { membershipsIn, numbersById } from './number-set.ts';

/** A member as requested. */
export type RequestedMember = Pick<SetMember, 'phone_id' | 'role'> &
  Partial<Pick<SetMember, 'state' | 'outbound_enabled' | 'priority'>>;

/** The set with members replaced or added, by phone id. Other members do not change. */
export const withMembers = (
  set: NumberSet,
  requested: readonly RequestedMember[],
  { random }: HandlerContext,
): NumberSet => {
  const known = new Map(set.members.map((member) => [member.phone_id, member]));
  for (const { phone_id, role, state = 'ACTIVE', outbound_enabled = true, priority = 0 } of requested) {
    const id = known.get(phone_id)?.id ?? random.id('mem_');
    known.set(phone_id, { id, phone_id, role, state, outbound_enabled, priority });
  }
  return { ...set, members: [...known.values()] };
};

/** Refuses numbers that cannot be members of any set. */
export const memberRefusal = (requested: readonly RequestedMember[], context: HandlerContext): Reply | undefined => {
  const { exchange, records, refuse } = context;
  const ids = requested.map(({ phone_id }) => phone_id);
  const numbers = numbersById(records);
  const foreign = ids.find((id) => !canAccess(exchange.caller, numbers.get(id)?.organization));
  if (foreign !== undefined) {
    // The same reply whether another organization owns the number or it does not exist, as for a from_number.
    const text = `The number ${foreign} does not belong to this organization. Use an id from GET /v1/phone-numbers.`;
    return refuse('not_owned', text, { fields: { members: text } });
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated === undefined) return undefined;
  const text = `The number ${repeated} is named more than once. Name each number once.`;
  return refuse('invalid_request', `members: ${text}`, { fields: { members: text } });
};

/** Each number shows a single set, so a number that is not RETIRED can be in only one set that is not ARCHIVED. */
export const duplicateMembershipRefusal = (set: NumberSet, { records, refuse }: HandlerContext): Reply | undefined => {
  if (set.status === 'ARCHIVED') return undefined;
  const memberships = membershipsIn(records);
  for (const { phone_id, state } of set.members) {
    const other = memberships.get(phone_id);
    if (state !== 'RETIRED' && other !== undefined && other.set.id !== set.id && other.member.state !== 'RETIRED')
      return refuse(
        'conflict',
        `The number ${phone_id} is ${other.member.state} in the set ${other.set.id}. Make it RETIRED there first.`,
      );
  }
  return undefined;
};
