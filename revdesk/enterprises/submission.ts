import type { Handler, HandlerSituation, Outcome } from '../../mock/index.ts';
import { data, sentIn } from '../data.ts';
import type { Document } from '../documents/document.ts';
import { keepForGood } from '../documents/document.ts';
import { monitoringOf, showMonitoring } from '../reputation/monitoring.ts';
import { putRow } from '../table.ts';
import { beginVetting } from '../vetting.ts';
import type { Enterprise } from './enterprise.ts';
import { ENTERPRISES, ENTERPRISE_VETTING, showSigned, showSubmitted, tellOfSubmission } from './enterprise.ts';
import type { FindEnterprise } from './find-enterprise.ts';
import { refusedUnless } from './find-enterprise.ts';
import type { Signature, Signer } from './letter.ts';
import { letterName, letterToSign, refusedConsent, signedLetter } from './letter.ts';

export const generateLetter =
  (find: FindEnterprise): Handler =>
  (situation) =>
    find(situation, (enterprise) => {
      const letter = letterToSign(enterprise, sentIn<Signer>(situation));
      return { reply: data({ pdf_base64: letter.toString('base64'), filename: letterName(enterprise) }) };
    });

export const signAndSubmit =
  (find: FindEnterprise): Handler =>
  (situation) =>
    find(situation, (enterprise) => {
      const signature = sentIn<Signature>(situation);
      const refused = refusedConsent(signature, situation) ?? refusedUnless(['DRAFT'], enterprise, situation);
      if (refused !== undefined) return refused;
      const letter = signedLetter(enterprise, signature, situation);
      const submitted = submittedNow({ ...enterprise, loa_document_id: letter.id }, situation);
      return sendingOff(submitted, situation, showWithMonitoring(submitted, situation), letter);
    });

/** A letter is on file once one was signed here, or named when monitoring was enabled. */
export const submit =
  (find: FindEnterprise): Handler =>
  (situation) =>
    find(situation, (enterprise) => {
      const refused = refusedUnless(['DRAFT'], enterprise, situation);
      if (refused !== undefined) return refused;
      if (enterprise.loa_document_id === null) return { reply: noLetter(situation) };
      const submitted = submittedNow(enterprise, situation);
      return sendingOff(submitted, situation, showSubmitted(submitted));
    });

export const resign =
  (find: FindEnterprise): Handler =>
  (situation) =>
    find(situation, (enterprise) => {
      const signature = sentIn<Signature>(situation);
      const refused =
        refusedConsent(signature, situation) ?? refusedUnless(['SUBMITTED', 'APPROVED'], enterprise, situation);
      if (refused !== undefined) return refused;
      const letter = signedLetter(enterprise, signature, situation);
      const resigned: Enterprise = { ...enterprise, loa_document_id: letter.id, synced_at: situation.exchange.now };
      return {
        reply: data(showWithMonitoring(resigned, situation)),
        changes: [keepForGood(letter), putRow(ENTERPRISES, resigned)],
      };
    });

/** The carrier knows it from here on, by an id that stays when it is submitted again. */
const submittedNow = (enterprise: Enterprise, { exchange: { now }, draw }: HandlerSituation): Enterprise => ({
  ...enterprise,
  status: 'SUBMITTED',
  carrier_enterprise_id: enterprise.carrier_enterprise_id ?? draw.id('cent_'),
  rejection_reasons: [],
  synced_at: now,
});

const sendingOff = (
  enterprise: Enterprise,
  { exchange: { now }, records }: HandlerSituation,
  shown: object,
  letter?: Document,
): Outcome => ({
  reply: data(shown),
  changes: [...(letter === undefined ? [] : [keepForGood(letter)]), putRow(ENTERPRISES, enterprise)],
  later: [beginVetting(ENTERPRISE_VETTING, enterprise, now)],
  emits: tellOfSubmission(enterprise, records, now),
});

const showWithMonitoring = (enterprise: Enterprise, { records }: HandlerSituation): object => {
  const monitoring = monitoringOf(records, enterprise);
  return { ...showSigned(enterprise), reputation: monitoring === undefined ? null : showMonitoring(monitoring) };
};

const noLetter = ({ refuse }: HandlerSituation) =>
  refuse(
    'conflict',
    'No letter of authorization is on file for this enterprise. Use sign-and-submit, which signs one.',
  );
