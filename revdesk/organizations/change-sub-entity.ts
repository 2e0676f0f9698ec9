import type { Handler, HandlerContext, Reply } from '../../mock/index.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { missing, putRow } from '../table/table.ts';
import type { Organization } from './organization.ts';
import { organizationOf } from './organization.ts';
import { SUB_ENTITIES, subEntityIn } from './sub-entity.ts';

type SubEntityRequest = Partial<Pick<Organization, 'name' | 'hipaa_enabled'>>;

/** `PATCH /v1/sub-entities/{id}`: changes its name, which does not change the slug, or its HIPAA policy. */
export const changeSubEntity: Handler = (context) => {
  const before = subEntityIn(context);
  if (before === undefined) return missing(SUB_ENTITIES, context);
  const { name = before.name, hipaa_enabled } = requestBodyOf<SubEntityRequest>(context);
  const refused = hipaa_enabled === undefined ? undefined : hipaaRefusal(before, hipaa_enabled, context);
  if (refused) return { reply: refused };
  const after = { ...before, name, hipaa_enabled: hipaa_enabled ?? before.hipaa_enabled };
  return { reply: data(SUB_ENTITIES.show(after, context)), changes: [putRow(SUB_ENTITIES, after)] };
};

/** Documented: the change requires a separate scope, and HIPAA cannot be disabled while it is enabled for the umbrella. */
const hipaaRefusal = (
  { hipaa_enabled, parent }: Organization,
  enabled: boolean,
  { exchange: { caller }, records, refuse }: HandlerContext,
): Reply | undefined => {
  if (caller.scopes !== 'all' && !caller.scopes.has(COMPLIANCE)) {
    const text = `Changing hipaa_enabled requires the scope ${COMPLIANCE}, which this key does not have.`;
    return refuse('insufficient_scope', text, { scope: COMPLIANCE });
  }
  const isRequired = parent !== null && organizationOf(records, parent)?.hipaa_enabled === true;
  if (enabled || !hipaa_enabled || !isRequired) return undefined;
  return refuse('conflict', 'hipaa_enabled must stay true while it is true for the umbrella organization.');
};

const COMPLIANCE = 'compliance:write';
