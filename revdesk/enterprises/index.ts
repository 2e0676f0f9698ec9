import type { Handler, HandlerSituation } from '../../mock/index.ts';
import { remove } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, sentIn } from '../data.ts';
import { isReadOnly, ownRow, readOnlyRefusal } from '../own.ts';
import { endMonitoring } from '../reputation/end-monitoring.ts';
import { putRow, reading } from '../table.ts';
import { vettingControls } from '../vetting-controls.ts';
import { vettingNotes, vettingOnDue } from '../vetting.ts';
import type { Enterprise, EnterpriseDetails } from './enterprise.ts';
import { ENTERPRISES, ENTERPRISE_VETTING, showOwn, showState } from './enterprise.ts';
import type { FindEnterprise } from './find-enterprise.ts';
import { findById, findOwn, refusedUnless } from './find-enterprise.ts';
import { generateLetter, resign, signAndSubmit, submit } from './submission.ts';

const readOwn: Handler = (situation) => {
  const enterprise = ownRow(ENTERPRISES, situation);
  return { reply: data(enterprise === undefined ? null : showOwn(enterprise, isReadOnly(enterprise, situation))) };
};

/** A rejected one becomes a draft again; what the carrier has before it, or has approved, stays as it is. */
const draft: Handler = (situation) => {
  const known = ownRow(ENTERPRISES, situation);
  const details = sentIn<EnterpriseDetails>(situation);
  if (known === undefined) return saving(fresh(details, situation));
  const readOnly = readOnlyRefusal(ENTERPRISES, known, situation);
  if (readOnly !== undefined) return { reply: readOnly };
  const refused = refusedUnless(['DRAFT', 'REJECTED'], known, situation);
  return refused ?? saving({ ...known, details, status: 'DRAFT', rejection_reasons: [] });
};

const fresh = (details: EnterpriseDetails, { exchange: { caller, now }, draw }: HandlerSituation): Enterprise => ({
  id: draw.id('ent_'),
  organization: caller.organization,
  created_at: now,
  details,
  status: 'DRAFT',
  carrier_enterprise_id: null,
  rejection_reasons: [],
  synced_at: null,
  loa_document_id: null,
});

const change: Handler = (situation) =>
  findById(situation, (enterprise) => {
    const details = { ...enterprise.details, ...sentIn<Partial<EnterpriseDetails>>(situation) };
    return refusedUnless(['DRAFT'], enterprise, situation) ?? saving({ ...enterprise, details });
  });

const saving = (enterprise: Enterprise) => ({
  reply: data(showState(enterprise)),
  changes: [putRow(ENTERPRISES, enterprise)],
});

const drop =
  (find: FindEnterprise): Handler =>
  (situation) =>
    find(situation, ({ id }) => ({
      reply: data({ id, deleted: true }),
      changes: [remove(ENTERPRISES.name, id), ...endMonitoring(situation.records, id)],
    }));

/** The business behind the calls: drafted, signed for, submitted, vetted. */
export const enterprises: Area = {
  handlers: {
    v1_caller_trust_enterprise_get: readOwn,
    v1_caller_trust_enterprise_post: draft,
    v1_caller_trust_enterprise_delete: drop(findOwn),
    v1_caller_trust_enterprise_generate_loa_post: generateLetter(findOwn),
    v1_caller_trust_enterprise_sign_and_submit_post: signAndSubmit(findOwn),
    v1_caller_trust_enterprise_submit_post: submit(findOwn),
    v1_caller_trust_enterprise_resign_post: resign(findOwn),
    v1_caller_trust_enterprise_id_get: reading(ENTERPRISES),
    v1_caller_trust_enterprise_id_patch: change,
    v1_caller_trust_enterprise_id_delete: drop(findById),
    v1_caller_trust_enterprise_id_generate_loa_post: generateLetter(findById),
    v1_caller_trust_enterprise_id_sign_and_submit_post: signAndSubmit(findById),
    v1_caller_trust_enterprise_id_submit_post: submit(findById),
    v1_caller_trust_enterprise_id_resign_post: resign(findById),
  },
  onDue: vettingOnDue(ENTERPRISE_VETTING),
  controls: vettingControls(ENTERPRISE_VETTING, '/enterprises'),
  notes: {
    'Enterprise Registration': [
      ...vettingNotes('`legal_name`'),
      'A rejected one is drafted again with POST, under its id and with its letter on file.',
    ],
  },
};
