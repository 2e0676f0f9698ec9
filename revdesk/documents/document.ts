import { hash } from 'node:crypto';
import type { Change, Instant, JsonObject } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import type { Row, Table } from '../table/table.ts';

/** A document that a registration requires. Only its metadata is stored, not its content. */
export type Document = Row & {
  readonly filename: string;
  readonly customer_reference: string | null;
  readonly size: number;
  readonly sha256: string;
  /** Whether another record refers to the document. */
  readonly linked: boolean;
};

/** Documented: a document is deleted after 30 minutes unless another record refers to it. */
const UNLINKED_MS = 30 * 60_000;

/** How long the virus scan takes is not documented. */
const SCAN_MS = 5_000;

export const DOCUMENTS: Table<Document> = {
  name: 'documents',
  noun: 'document',
  inheritsFromParent: true,
  show: (document, { exchange: { now } }): JsonObject => ({
    document_id: document.id,
    filename: document.filename,
    content_type: PDF,
    status: statusOf(document),
    av_scan_status: scanOf(document, now),
    sha256: document.sha256,
  }),
};

/** Neither the values of `status` nor those of `av_scan_status` are documented. */
const statusOf = ({ linked }: Document): string => (linked ? 'linked' : 'uploaded');

const scanOf = ({ created_at, filename }: Document, now: Instant): 'pending' | 'clean' | 'infected' => {
  if (now < created_at + SCAN_MS) return 'pending';
  return isInfected({ filename }) ? 'infected' : 'clean';
};

/** A magic file name: the virus scan reports such a file as infected. */
export const isInfected = ({ filename }: Pick<Document, 'filename'>): boolean => filename.includes('infected');

const PDF = 'application/pdf';

interface NewDocument {
  readonly id: string;
  readonly organization: string;
  readonly filename: string;
  readonly customer_reference?: string | null;
  readonly content: Buffer;
}

export const documentOf = ({ content, customer_reference = null, ...rest }: NewDocument, now: Instant): Document => ({
  ...rest,
  customer_reference,
  created_at: now,
  size: content.length,
  sha256: hash('sha256', content, 'hex'),
  linked: false,
});

export const putUnlinked = (document: Document): Change =>
  put(DOCUMENTS.name, document, { expiresAt: document.created_at + UNLINKED_MS });

/** Stores a document that another record refers to, so that it is not deleted. */
export const putLinked = (document: Document): Change => put(DOCUMENTS.name, { ...document, linked: true });
