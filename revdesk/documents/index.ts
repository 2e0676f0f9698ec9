import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { showRow } from '../table/table.ts';
import { documentOf, DOCUMENTS, keepForNow } from './document.ts';

interface Upload {
  readonly file_base64: string;
  readonly filename: string;
  readonly customer_reference?: string;
}

/** That it is a PDF in base64 is in the contract. */
const upload: Handler = (context) => {
  const { exchange, random } = context;
  const { file_base64, filename, customer_reference } = requestBodyOf<Upload>(context);
  const content = Buffer.from(file_base64, 'base64');
  const paper = { id: random.id('doc_'), organization: exchange.caller.organization, filename, content };
  const document = documentOf(
    { ...paper, ...(customer_reference !== undefined && { customer_reference }) },
    exchange.now,
  );
  const { document_id, content_type, status } = DOCUMENTS.show(document, context);
  return { reply: data({ document_id, filename, content_type, status }), changes: [keepForNow(document)] };
};

/** Papers that registrations need. */
export const documents: Area = {
  handlers: {
    v1_caller_trust_documents_post: upload,
    v1_caller_trust_documents_id_get: showRow(DOCUMENTS),
  },
  notes: {
    Documents: [
      'A document is dropped 30 minutes after its upload unless it was named as a letter of authorization by then.',
      'The virus scan is over after 5 seconds. It finds something in a file whose name has `infected` in it.',
    ],
  },
};
