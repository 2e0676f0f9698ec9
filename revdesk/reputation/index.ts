import type { Area } from '../area.ts';
import { listing } from '../table/listing.ts';
import { showRow } from '../table/table.ts';
import { vettingControls } from '../vetting/vetting-controls.ts';
import { vettingJobHandlers, vettingNotes } from '../vetting/vetting.ts';
import { changeFrequency, disable, enable, readMonitoring } from './monitor.ts';
import { checkJobHandlers, MONITORED_NUMBERS } from './monitored-number.ts';
import { MONITORING_VETTING } from './monitoring.ts';
import { enroll, readReputation, unenroll } from './numbers.ts';
import { remediate, remediationJobHandlers } from './remediate.ts';
import { REMEDIATIONS } from './remediation.ts';
import { LABELED_AS_SPAM } from './scores.ts';

/** How analytics vendors rate numbers, and how wrong labels are removed. */
export const reputation: Area = {
  handlers: {
    v1_caller_trust_reputation_get: readMonitoring,
    v1_caller_trust_reputation_post: enable,
    v1_caller_trust_reputation_patch: changeFrequency,
    v1_caller_trust_reputation_delete: disable,
    v1_caller_trust_reputation_numbers_get: listing(MONITORED_NUMBERS, { meta: 'page', order: 'oldest first' }),
    v1_caller_trust_reputation_numbers_post: enroll,
    v1_caller_trust_reputation_numbers_phone_get: readReputation,
    v1_caller_trust_reputation_numbers_phone_delete: unenroll,
    v1_caller_trust_reputation_remediations_get: listing(REMEDIATIONS, { meta: 'page', order: 'newest first' }),
    v1_caller_trust_reputation_remediations_post: remediate,
    v1_caller_trust_reputation_remediations_id_get: showRow(REMEDIATIONS),
  },
  jobHandlers: { ...vettingJobHandlers(MONITORING_VETTING), ...checkJobHandlers, ...remediationJobHandlers },
  controls: vettingControls(MONITORING_VETTING, '/reputation'),
  notes: {
    Reputation: [
      ...vettingNotes("enterprise's `legal_name`"),
      'A monitored number has scores after a day, or after a request with `fresh=true`. A number always gets the same scores.',
      `${LABELED_AS_SPAM} is labeled as spam until a remediation removes the label, which takes an hour.`,
    ],
  },
};
