import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { showRow } from '../table/table.ts';
import { documentOf, DOCUMENTS, putUnlinked } from './document.ts';

interface Upload {
  readonly file_base64: string;
  readonly filename: string;
  readonly customer_reference?: string;
}

/** The contract ensures that the file is a PDF in base64. */
const upload: Handler = (context) => {
  const { exchange, random } = context;
  const { file_base64, filename, customer_reference } = requestBodyOf<Upload>(context);
  const content = Buffer.from(file_base64, 'base64');
  const required = { id: random.id('doc_'), organization: exchange.caller.organization, filename, content };
  const document = documentOf(
    { ...required, ...(customer_reference !== undefined && { customer_reference }) },
    exchange.now,
  );
  const { document_id, content_type, status } = DOCUMENTS.show(document, context);
  return { reply: data({ document_id, filename, content_type, status }), changes: [putUnlinked(document)] };
};

/** Documents that registrations require. */
export const documents: Area = {
  handlers: {
    v1_caller_trust_documents_post: upload,
    v1_caller_trust_documents_id_get: showRow(DOCUMENTS),
  },
  notes: {
    Documents: [
      'A document is deleted 30 minutes after its upload unless a request has named it as a letter of authorization by then.',
      'The virus scan takes 5 seconds. It reports a file whose name contains `infected` as infected.',
    ],
  },
};
