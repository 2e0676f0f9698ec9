import type { Area } from '../area.ts';
import { listing } from '../table/listing.ts';
import { showRow } from '../table/table.ts';
import { vettingControls } from '../vetting/vetting-controls.ts';
import { vettingNotes, vettingOnDue } from '../vetting/vetting.ts';
import { changeFrequency, disable, enable, readMonitoring } from './monitor.ts';
import { checkOnDue, MONITORED_NUMBERS } from './monitored-number.ts';
import { MONITORING_VETTING } from './monitoring.ts';
import { enroll, readReputation, unenroll } from './numbers.ts';
import { remediate, remediationOnDue } from './remediate.ts';
import { REMEDIATIONS } from './remediation.ts';
import { LABELLED_AS_SPAM } from './scores.ts';

/** How analytics vendors judge numbers, and how wrong labels are taken off. */
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
  jobHandlers: { ...vettingOnDue(MONITORING_VETTING), ...checkOnDue, ...remediationOnDue },
  controls: vettingControls(MONITORING_VETTING, '/reputation'),
  notes: {
    Reputation: [
      ...vettingNotes("enterprise's `legal_name`"),
      'A monitored number has scores after a day, or once somebody asks for fresh ones. They are always the same for a number.',
      `${LABELLED_AS_SPAM} is labelled as spam until a remediation takes the label off, which takes an hour.`,
    ],
  },
};
