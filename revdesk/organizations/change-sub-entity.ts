import type { Handler, HandlerContext, Reply } from '../../mock/index.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { missing, putRow } from '../table/table.ts';
import type { Organization } from './organization.ts';
import { organizationOf } from './organization.ts';
import { subEntityIn, SUB_ENTITIES } from './sub-entity.ts';

type SubEntityRequest = Partial<Pick<Organization, 'name' | 'hipaa_enabled'>>;

/** `PATCH /v1/sub-entities/{id}`: its name, which leaves the slug as it is, or whether it is under HIPAA. */
export const changeSubEntity: Handler = (context) => {
  const before = subEntityIn(context);
  if (before === undefined) return missing(SUB_ENTITIES, context);
  const { name = before.name, hipaa_enabled } = requestBodyOf<SubEntityRequest>(context);
  const refused = hipaa_enabled === undefined ? undefined : hipaaRefusal(before, hipaa_enabled, context);
  if (refused) return { reply: refused };
  const after = { ...before, name, hipaa_enabled: hipaa_enabled ?? before.hipaa_enabled };
  return { reply: data(SUB_ENTITIES.show(after, context)), changes: [putRow(SUB_ENTITIES, after)] };
};

/** Documented: a scope of its own, and no way back under an umbrella that is under HIPAA itself. */
const hipaaRefusal = (
  { hipaa_enabled, parent }: Organization,
  wanted: boolean,
  { exchange: { caller }, records, refuse }: HandlerContext,
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
