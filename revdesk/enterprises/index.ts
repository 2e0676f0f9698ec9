import type { Handler, HandlerContext } from '../../mock/index.ts';
import { remove } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { endMonitoring } from '../reputation/end-monitoring.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { isReadOnly, organizationSingleton, readOnlyRefusal } from '../table/organization-singleton.ts';
import { putRow, showRow } from '../table/table.ts';
import { vettingControls } from '../vetting/vetting-controls.ts';
import { vettingJobHandlers, vettingNotes } from '../vetting/vetting.ts';
import type { Enterprise, EnterpriseDetails } from './enterprise.ts';
import { ENTERPRISE_VETTING, ENTERPRISES, showOwn, showState } from './enterprise.ts';
import type { FindEnterprise } from './find-enterprise.ts';
import { findById, findOwn, refusedUnless } from './find-enterprise.ts';
import { generateLetter, resign, signAndSubmit, submit } from './submission.ts';

const readOwn: Handler = (context) => {
  const enterprise = organizationSingleton(ENTERPRISES, context);
  return { reply: data(enterprise === undefined ? null : showOwn(enterprise, isReadOnly(enterprise, context))) };
};

/** A rejected enterprise becomes a draft again. A submitted or approved one cannot be changed. */
const draft: Handler = (context) => {
  const existing = organizationSingleton(ENTERPRISES, context);
  const details = requestBodyOf<EnterpriseDetails>(context);
  if (existing === undefined) return saveOutcome(newEnterprise(details, context));
  const readOnly = readOnlyRefusal(ENTERPRISES, existing, context);
  if (readOnly !== undefined) return { reply: readOnly };
  const refused = refusedUnless(['DRAFT', 'REJECTED'], existing, context);
  return refused ?? saveOutcome({ ...existing, details, status: 'DRAFT', rejection_reasons: [] });
};

const newEnterprise = (
  details: EnterpriseDetails,
  { exchange: { caller, now }, random }: HandlerContext,
): Enterprise => ({
  id: random.id('ent_'),
  organization: caller.organization,
  created_at: now,
  details,
  status: 'DRAFT',
  carrier_enterprise_id: null,
  rejection_reasons: [],
  synced_at: null,
  loa_document_id: null,
});

const change: Handler = (context) =>
  findById(context, (enterprise) => {
    const details = { ...enterprise.details, ...requestBodyOf<Partial<EnterpriseDetails>>(context) };
    return refusedUnless(['DRAFT'], enterprise, context) ?? saveOutcome({ ...enterprise, details });
  });

const saveOutcome = (enterprise: Enterprise) => ({
  reply: data(showState(enterprise)),
  changes: [putRow(ENTERPRISES, enterprise)],
});

const drop =
  (find: FindEnterprise): Handler =>
  (context) =>
    find(context, ({ id }) => ({
      reply: data({ id, deleted: true }),
      changes: [remove(ENTERPRISES.name, id), ...endMonitoring(context.records, id)],
    }));

/** Enterprises: the business behind the calls, which is drafted, signed for, submitted and vetted. */
export const enterprises: Area = {
  handlers: {
    v1_caller_trust_enterprise_get: readOwn,
    v1_caller_trust_enterprise_post: draft,
    v1_caller_trust_enterprise_delete: drop(findOwn),
    v1_caller_trust_enterprise_generate_loa_post: generateLetter(findOwn),
    v1_caller_trust_enterprise_sign_and_submit_post: signAndSubmit(findOwn),
    v1_caller_trust_enterprise_submit_post: submit(findOwn),
    v1_caller_trust_enterprise_resign_post: resign(findOwn),
    v1_caller_trust_enterprise_id_get: showRow(ENTERPRISES),
    v1_caller_trust_enterprise_id_patch: change,
    v1_caller_trust_enterprise_id_delete: drop(findById),
    v1_caller_trust_enterprise_id_generate_loa_post: generateLetter(findById),
    v1_caller_trust_enterprise_id_sign_and_submit_post: signAndSubmit(findById),
    v1_caller_trust_enterprise_id_submit_post: submit(findById),
    v1_caller_trust_enterprise_id_resign_post: resign(findById),
  },
  jobHandlers: vettingJobHandlers(ENTERPRISE_VETTING),
  controls: vettingControls(ENTERPRISE_VETTING, '/enterprises'),
  notes: {
    'Enterprise Registration': [
      ...vettingNotes('`legal_name`'),
      'POST turns a rejected enterprise into a draft again. It keeps its id and its letter of authorization.',
    ],
  },
};
