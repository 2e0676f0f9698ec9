import type { Handler, HandlerSituation, Outcome } from '../../mock/index.ts';
import { data, sentIn } from '../data.ts';
import { withRow } from '../table.ts';
import type { NumberSet } from './number-set.ts';
import { putSet, SETS } from './number-set.ts';
import type { WishedMember } from './set-members.ts';
import { rivalRefusal, wishRefusal, withMembers } from './set-members.ts';

type Sent = Partial<Pick<NumberSet, 'name' | 'use_case' | 'identification_guidance' | 'status'>> & {
  readonly members?: readonly WishedMember[];
};

type New = Sent & { readonly name: string; readonly team_id?: string; readonly expected_daily_calls?: number };

/** `POST /v1/number-health/sets`. */
export const createSet: Handler = (situation) => {
  const { exchange, draw } = situation;
  const sent = sentIn<New>(situation);
  const set: NumberSet = {
    id: draw.id('set_'),
    organization: exchange.caller.organization,
    created_at: exchange.now,
    updated_at: exchange.now,
    name: sent.name,
    team_id: sent.team_id ?? null,
    use_case: 'Expected customer communications',
    expected_daily_calls: sent.expected_daily_calls ?? null,
    identification_guidance: null,
    status: 'ACTIVE',
    members: [],
  };
  return written(set, sent, situation, 201);
};

/** `PATCH /v1/number-health/sets/{id}`. */
export const changeSet: Handler = (situation) =>
  withRow(SETS, situation, (set) => written(set, sentIn<Sent>(situation), situation, 200));

const written = (before: NumberSet, sent: Sent, situation: HandlerSituation, status: number): Outcome => {
  const {
    name = before.name,
    use_case = before.use_case,
    identification_guidance = before.identification_guidance,
    members = [],
  } = sent;
  const refused = wishRefusal(members, situation);
  if (refused) return { reply: refused };
  const after = {
    ...withMembers(before, members, situation),
    name,
    use_case,
    identification_guidance,
    status: sent.status ?? before.status,
    updated_at: situation.exchange.now,
  };
  const rival = rivalRefusal(after, situation);
  return rival ? { reply: rival } : { reply: data({ id: after.id }, { status }), changes: [putSet(after)] };
};
