import type { HandlerContext, Outcome } from '../../mock/index.ts';
import type { Document } from '../documents/document.ts';
import { documentOf } from '../documents/document.ts';
import type { Enterprise } from './enterprise.ts';
import { pdfOf } from './pdf.ts';

export interface Signer {
  readonly signer_full_name: string;
  readonly signer_email: string;
  readonly signer_title: string;
}

export type Signature = Signer & { readonly consent_acknowledged_at: string };

/** A letter of authorization with room for a signature. */
export const letterToSign = (enterprise: Enterprise, signer: Signer): Buffer =>
  pdfOf([...linesOf(enterprise, signer), 'Signature: ____________________   Date: ____________']);

/** A letter that was signed here and now, to be put on file. */
export const signedLetter = (
  enterprise: Enterprise,
  signature: Signature,
  { exchange: { now }, random }: HandlerContext,
): Document => {
  const lines = [...linesOf(enterprise, signature), `Signed electronically at ${signature.consent_acknowledged_at}`];
  const { organization } = enterprise;
  return documentOf(
    { id: random.id('doc_'), organization, filename: letterName(enterprise), content: pdfOf(lines) },
    now,
  );
};

export const letterName = ({ id }: Enterprise): string => `loa-${id}.pdf`;

const linesOf = ({ details: { legal_name, dba } }: Enterprise, signer: Signer): readonly string[] => [
  'LETTER OF AUTHORIZATION',
  '',
  `${legal_name}, doing business as ${dba},`,
  'authorizes RevDesk to register it, and its phone numbers, with carriers.',
  '(Made by a sandbox. It authorizes nobody to do anything.)',
  '',
  `${signer.signer_full_name}, ${signer.signer_title}`,
  signer.signer_email,
  '',
];

/** The client's clock may be ahead of the world's, which stands still if a tester froze it. */
const SKEW_MS = 5 * 60_000;

/** Nobody has agreed tomorrow. */
export const refusedConsent = (
  { consent_acknowledged_at }: Signature,
  { exchange: { now }, refuse }: HandlerContext,
): Outcome | undefined => {
  if (Date.parse(consent_acknowledged_at) <= now + SKEW_MS) return undefined;
  const text = `${consent_acknowledged_at} is yet to come: here it is ${new Date(now).toISOString()}. Send when the signer agreed.`;
  return {
    reply: refuse('invalid_request', `consent_acknowledged_at: ${text}`, { fields: { consent_acknowledged_at: text } }),
  };
};
