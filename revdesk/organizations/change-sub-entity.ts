import type { Handler, HandlerSituation, Reply } from '../../mock/index.ts';
import { data, sentIn } from '../data.ts';
import { missing, putRow } from '../table.ts';
import type { Organization } from './organization.ts';
import { organizationOf } from './organization.ts';
import { subEntityIn, SUB_ENTITIES } from './sub-entity.ts';

type Sent = Partial<Pick<Organization, 'name' | 'hipaa_enabled'>>;

/** `PATCH /v1/sub-entities/{id}`: its name, which leaves the slug as it is, or whether it is under HIPAA. */
export const changeSubEntity: Handler = (situation) => {
  const before = subEntityIn(situation);
  if (before === undefined) return missing(SUB_ENTITIES, situation);
  const { name = before.name, hipaa_enabled } = sentIn<Sent>(situation);
  const refused = hipaa_enabled === undefined ? undefined : hipaaRefusal(before, hipaa_enabled, situation);
  if (refused) return { reply: refused };
  const after = { ...before, name, hipaa_enabled: hipaa_enabled ?? before.hipaa_enabled };
  return { reply: data(SUB_ENTITIES.show(after, situation)), changes: [putRow(SUB_ENTITIES, after)] };
};

/** Documented: a scope of its own, and no way back under an umbrella that is under HIPAA itself. */
const hipaaRefusal = (
  { hipaa_enabled, parent }: Organization,
  wanted: boolean,
  { exchange: { caller }, records, refuse }: HandlerSituation,
): Reply | undefined => {
  if (caller.scopes !== 'all' && !caller.scopes.has(COMPLIANCE)) {
    const text = `To change hipaa_enabled takes the scope ${COMPLIANCE}, which this key has not got.`;
    return refuse('insufficient_scope', text, { scope: COMPLIANCE });
  }
  const isBound = parent !== null && organizationOf(records, parent)?.hipaa_enabled === true;
  if (wanted || !hipaa_enabled || !isBound) return undefined;
  return refuse('conflict', 'hipaa_enabled stays true while the umbrella organization is under HIPAA itself.');
};

const COMPLIANCE = 'compliance:write';
