import { hash } from 'node:crypto';
import type { Change, Instant, JsonObject } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import type { Row, Table } from '../table/table.ts';

/** A paper that a registration needs. What is known of it is kept, its content is not. */
export type Document = Row & {
  readonly filename: string;
  readonly customer_reference: string | null;
  readonly size: number;
  readonly sha256: string;
  /** Whether something refers to it. */
  readonly linked: boolean;
};

/** Documented: it is dropped after 30 minutes unless something refers to it. */
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

/** A magic name: what a virus would be found in. */
export const isInfected = ({ filename }: Pick<Document, 'filename'>): boolean => filename.includes('infected');

const PDF = 'application/pdf';

interface Paper {
  readonly id: string;
  readonly organization: string;
  readonly filename: string;
  readonly customer_reference?: string | null;
  readonly content: Buffer;
}

export const documentOf = ({ content, customer_reference = null, ...rest }: Paper, now: Instant): Document => ({
  ...rest,
  customer_reference,
  created_at: now,
  size: content.length,
  sha256: hash('sha256', content, 'hex'),
  linked: false,
});

export const keepForNow = (document: Document): Change =>
  put(DOCUMENTS.name, document, { expiresAt: document.created_at + UNLINKED_MS });

/** From here on something refers to it, and it stays. */
export const keepForGood = (document: Document): Change => put(DOCUMENTS.name, { ...document, linked: true });
