import type { Handler, HandlerContext, Outcome } from '../../mock/index.ts';
import type { Document } from '../documents/document.ts';
import { putLinked } from '../documents/document.ts';
import { monitoringOf, showMonitoring } from '../reputation/monitoring.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { putRow } from '../table/table.ts';
import { beginVetting } from '../vetting/vetting.ts';
import type { Enterprise } from './enterprise.ts';
import { ENTERPRISE_VETTING, ENTERPRISES, showSigned, showSubmitted, submissionEvent } from './enterprise.ts';
import type { FindEnterprise } from './find-enterprise.ts';
import { refusedUnless } from './find-enterprise.ts';
import type { Signature, Signer } from './letter-of-authorization.ts';
import { consentRefusal, letterName, letterToSign, signedLetter } from './letter-of-authorization.ts';

export const generateLetter =
  (find: FindEnterprise): Handler =>
  (context) =>
    find(context, (enterprise) => {
      const letter = letterToSign(enterprise, requestBodyOf<Signer>(context));
      return { reply: data({ pdf_base64: letter.toString('base64'), filename: letterName(enterprise) }) };
    });

export const signAndSubmit =
  (find: FindEnterprise): Handler =>
  (context) =>
    find(context, (enterprise) => {
      const signature = requestBodyOf<Signature>(context);
      const refused = consentRefusal(signature, context) ?? refusedUnless(['DRAFT'], enterprise, context);
      if (refused !== undefined) return refused;
      const letter = signedLetter(enterprise, signature, context);
      const submitted = asSubmitted({ ...enterprise, loa_document_id: letter.id }, context);
      return submitOutcome(submitted, context, showWithMonitoring(submitted, context), letter);
    });

/** A letter is on file once it was signed through the API, or named when monitoring was enabled. */
export const submit =
  (find: FindEnterprise): Handler =>
  (context) =>
    find(context, (enterprise) => {
      const refused = refusedUnless(['DRAFT'], enterprise, context);
      if (refused !== undefined) return refused;
      if (enterprise.loa_document_id === null) return { reply: noLetter(context) };
      const submitted = asSubmitted(enterprise, context);
      return submitOutcome(submitted, context, showSubmitted(submitted));
    });

export const resign =
  (find: FindEnterprise): Handler =>
  (context) =>
    find(context, (enterprise) => {
      const signature = requestBodyOf<Signature>(context);
      const refused =
        consentRefusal(signature, context) ?? refusedUnless(['SUBMITTED', 'APPROVED'], enterprise, context);
      if (refused !== undefined) return refused;
      const letter = signedLetter(enterprise, signature, context);
      const resigned: Enterprise = { ...enterprise, loa_document_id: letter.id, synced_at: context.exchange.now };
      return {
        reply: data(showWithMonitoring(resigned, context)),
        changes: [putLinked(letter), putRow(ENTERPRISES, resigned)],
      };
    });

/** The enterprise after submission. Its carrier id does not change when it is submitted again. */
const asSubmitted = (enterprise: Enterprise, { exchange: { now }, random }: HandlerContext): Enterprise => ({
  ...enterprise,
  status: 'SUBMITTED',
  carrier_enterprise_id: enterprise.carrier_enterprise_id ?? random.id('cent_'),
  rejection_reasons: [],
  synced_at: now,
});

const submitOutcome = (
  enterprise: Enterprise,
  { exchange: { now }, records }: HandlerContext,
  shown: object,
  letter?: Document,
): Outcome => ({
  reply: data(shown),
  changes: [...(letter === undefined ? [] : [putLinked(letter)]), putRow(ENTERPRISES, enterprise)],
  schedule: [beginVetting(ENTERPRISE_VETTING, enterprise, now)],
  emits: submissionEvent(enterprise, records, now),
});

const showWithMonitoring = (enterprise: Enterprise, { records }: HandlerContext): object => {
  const monitoring = monitoringOf(records, enterprise);
  return { ...showSigned(enterprise), reputation: monitoring === undefined ? null : showMonitoring(monitoring) };
};

const noLetter = ({ refuse }: HandlerContext) =>
  refuse('conflict', 'This enterprise has no letter of authorization on file. Use sign-and-submit, which signs one.');
