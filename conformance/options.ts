import { parseArgs } from 'node:util';
import type { CorpusDocument } from './documents.ts';
import { DOCUMENTS } from './documents.ts';

export interface Options {
  readonly documents: readonly CorpusDocument[];
  /** How many replies of ours are checked without a socket, over all documents. */
  readonly responses: number;
  /** How many operations of each document are tested over HTTP, evenly spread. */
  readonly operations: number;
  readonly json: boolean;
}

/** Prints the problem and exits, if there is one. */
export const readOptions = (): Options => {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        responses: { type: 'string', default: '100000' },
        operations: { type: 'string', default: '60' },
        json: { type: 'boolean', default: false },
      },
    });
    const { only, json } = values;
    const documents = only === undefined ? DOCUMENTS : only.map(documentCalled);
    return {
      documents,
      json,
      responses: count('responses', values.responses),
      operations: count('operations', values.operations),
    };
  } catch (error) {
    console.error(
      `${(error as Error).message}\nOptions: [--only DOCUMENT]… [--responses 100000] [--operations 60] [--json]`,
    );
    process.exit(2);
  }
};

const documentCalled = (name: string): CorpusDocument => {
  const found = DOCUMENTS.find((document) => document.name === name);
  if (found) return found;
  throw new Error(`Unknown document ${name}. Available: ${DOCUMENTS.map((each) => each.name).join(', ')}.`);
};

const count = (name: string, text: string): number => {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${name} must be a whole number, but is ${JSON.stringify(text)}.`);
};
