import { generateValue } from './generate-value.ts';
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operations/operation.ts';
import { isJson, successOf } from '../contract/operations/operation.ts';

/**
 * Successes that no value was found for, a sentence each: their schemas admit none, or none that can be generated, and there is no
 * example. One operation at a time, since a large contract takes longer than a start may.
 */
export function* unanswerable(contract: Contract): Generator<string | undefined> {
  for (const operation of contract.operations) yield problemOf(operation);
}

const problemOf = (operation: Operation): string | undefined => {
  const { document, id } = operation;
  const { content } = successOf(operation);
  const written = content.filter(({ mediaType }) => isJson(mediaType));
  const isAnswered = written.some(({ examples, schemaPointer, validate }) => {
    if (examples.size > 0 || schemaPointer === undefined) return true;
    return generateValue({ document, schemaPointer, validate }, 1) !== undefined;
  });
  if (written.length === 0 || isAnswered) return undefined;
  return `${document.source}#${written[0]?.schemaPointer}: no value was found that fits, so that ${id} cannot succeed. Correct the schema, or give it an example.`;
};
