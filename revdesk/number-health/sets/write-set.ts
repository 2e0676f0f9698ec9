import type { Handler, HandlerContext, Outcome } from '../../../mock/index.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import { withRow } from '../../table/table.ts';
import type { NumberSet } from './number-set.ts';
import { putSet, SETS } from './number-set.ts';
import type { RequestedMember } from './set-members.ts';
import { duplicateMembershipRefusal, memberRefusal, withMembers } from './set-members.ts';

type SetRequest = Partial<Pick<NumberSet, 'name' | 'use_case' | 'identification_guidance' | 'status'>> & {
  readonly members?: readonly RequestedMember[];
};

type NewSetRequest = SetRequest & {
  readonly name: string;
  readonly team_id?: string;
  readonly expected_daily_calls?: number;
};

/** `POST /v1/number-health/sets`. */
export const createSet: Handler = (context) => {
  const { exchange, random } = context;
  const request = requestBodyOf<NewSetRequest>(context);
  const set: NumberSet = {
    id: random.id('set_'),
    organization: exchange.caller.organization,
    created_at: exchange.now,
    updated_at: exchange.now,
    name: request.name,
    team_id: request.team_id ?? null,
    use_case: 'Expected customer communications',
    expected_daily_calls: request.expected_daily_calls ?? null,
    identification_guidance: null,
    status: 'ACTIVE',
    members: [],
  };
  return save(set, request, context, 201);
};

/** `PATCH /v1/number-health/sets/{id}`. */
export const changeSet: Handler = (context) =>
  withRow(SETS, context, (set) => save(set, requestBodyOf<SetRequest>(context), context, 200));

const save = (before: NumberSet, request: SetRequest, context: HandlerContext, status: number): Outcome => {
  const {
    name = before.name,
    use_case = before.use_case,
    identification_guidance = before.identification_guidance,
    members = [],
  } = request;
  const refused = memberRefusal(members, context);
  if (refused) return { reply: refused };
  const after = {
    ...withMembers(before, members, context),
    name,
    use_case,
    identification_guidance,
    status: request.status ?? before.status,
    updated_at: context.exchange.now,
  };
  const duplicate = duplicateMembershipRefusal(after, context);
  return duplicate ? { reply: duplicate } : { reply: data({ id: after.id }, { status }), changes: [putSet(after)] };
};
