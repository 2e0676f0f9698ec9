import type { Handler, HandlerSituation, Outcome } from '../../mock/index.ts';
import { data, sentIn } from '../data.ts';
import type { Document } from '../documents/document.ts';
import { DOCUMENTS, isInfected, keepForGood } from '../documents/document.ts';
import type { Enterprise } from '../enterprises/enterprise.ts';
import { ENTERPRISES } from '../enterprises/enterprise.ts';
import { ownRow, readOnlyRefusal } from '../own.ts';
import { putRow, withRow } from '../table.ts';
import { beginVetting } from '../vetting.ts';
import type { CheckFrequency } from './check-frequency.ts';
import { endMonitoring } from './end-monitoring.ts';
import { checkedBy, enrolledWith, MONITORED_NUMBERS } from './monitored-number.ts';
import type { Monitoring } from './monitoring.ts';
import { MONITORING_VETTING, monitoringOf, MONITORINGS, ownMonitoring } from './monitoring.ts';

export const readMonitoring: Handler = (situation) => {
  const monitoring = ownMonitoring(situation);
  return { reply: data(monitoring === undefined ? null : MONITORINGS.show(monitoring, situation)) };
};

export const enable: Handler = (situation) => {
  const { records, refuse } = situation;
  const enterprise = ownRow(ENTERPRISES, situation);
  if (enterprise === undefined)
    return { reply: refuse('conflict', 'The organization has no enterprise to monitor for. Draft one first.') };
  const readOnly = readOnlyRefusal(ENTERPRISES, enterprise, situation);
  if (readOnly !== undefined) return { reply: readOnly };
  const known = monitoringOf(records, enterprise);
  if (known !== undefined && known.status !== 'REJECTED')
    return { reply: refuse('conflict', `Monitoring is enabled already, and ${known.status}; PATCH changes it.`) };
  const { loa_document_id: letterId } = sentIn<Enabling>(situation);
  if (letterId === undefined) return enabling(enterprise, situation);
  return withRow(DOCUMENTS, situation, (letter) => enablingWith(letter, enterprise, situation), letterId);
};

interface Enabling {
  readonly check_frequency?: CheckFrequency;
  readonly loa_document_id?: string;
}

/** The letter that is named is the enterprise's from here on. */
const enablingWith = (letter: Document, enterprise: Enterprise, situation: HandlerSituation): Outcome => {
  if (isInfected(letter))
    return { reply: situation.refuse('conflict', `The document ${letter.id} did not pass the virus scan.`) };
  const { changes = [], ...outcome } = enabling(enterprise, situation);
  const withLetter = putRow(ENTERPRISES, { ...enterprise, loa_document_id: letter.id });
  return { ...outcome, changes: [...changes, keepForGood(letter), withLetter] };
};

const enabling = (enterprise: Enterprise, situation: HandlerSituation): Outcome => {
  const { now } = situation.exchange;
  const monitoring: Monitoring = {
    id: enterprise.id,
    organization: enterprise.organization,
    created_at: now,
    status: 'PENDING',
    // Not documented; the first of those that can be chosen.
    check_frequency: sentIn<Enabling>(situation).check_frequency ?? 'weekly',
    rejection_reasons: [],
    last_synced_at: null,
  };
  return {
    reply: data(MONITORINGS.show(monitoring, situation)),
    changes: [putRow(MONITORINGS, monitoring)],
    later: [beginVetting(MONITORING_VETTING, monitoring, now)],
  };
};

/** The checks that were made so far stay as they were. */
export const changeFrequency: Handler = (situation) =>
  withApproved(situation, (monitoring) => {
    const { records, exchange } = situation;
    const { check_frequency } = sentIn<{ readonly check_frequency: CheckFrequency }>(situation);
    const numbers = enrolledWith(records, monitoring.id).map((each) => checkedBy(records, each, exchange.now));
    return {
      reply: data({ enterprise_id: monitoring.id, status: monitoring.status, check_frequency }),
      changes: [
        putRow(MONITORINGS, { ...monitoring, check_frequency }),
        ...numbers.map((number) => putRow(MONITORED_NUMBERS, number)),
      ],
    };
  });

export const disable: Handler = (situation) =>
  withApproved(situation, ({ id }) => ({
    reply: data({ enterprise_id: id, disabled: true }),
    changes: endMonitoring(situation.records, id),
  }));

const withApproved = (situation: HandlerSituation, run: (monitoring: Monitoring) => Outcome): Outcome => {
  const monitoring = ownMonitoring(situation);
  const { refuse } = situation;
  if (monitoring === undefined)
    return { reply: refuse('not_found', 'Monitoring is not enabled. POST /v1/caller-trust/reputation enables it.') };
  const readOnly = readOnlyRefusal(MONITORINGS, monitoring, situation);
  if (readOnly !== undefined) return { reply: readOnly };
  if (monitoring.status === 'APPROVED') return run(monitoring);
  return { reply: refuse('conflict', `Monitoring is ${monitoring.status}; this takes one that is APPROVED.`) };
};
