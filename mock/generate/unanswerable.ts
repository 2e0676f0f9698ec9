import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operations/operation.ts';
import { isJson, successOf } from '../contract/operations/operation.ts';
import { generateValue } from './generate-value.ts';

/**
 * Yields a message for each operation without a value for its success: the schema allows none, or none that can be generated, and there is
 * no example. One operation at a time, since checking a large contract takes too long for a start.
 */
export function* unanswerable(contract: Contract): Generator<string | undefined> {
  for (const operation of contract.operations) yield problemOf(operation);
}

const problemOf = (operation: Operation): string | undefined => {
  const { document, id } = operation;
  const { content } = successOf(operation);
  const jsonContent = content.filter(({ mediaType }) => isJson(mediaType));
  const hasValue = jsonContent.some(({ examples, schemaPointer, validate }) => {
    if (examples.size > 0 || schemaPointer === undefined) return true;
    return generateValue({ document, schemaPointer, validate }, 1) !== undefined;
  });
  if (jsonContent.length === 0 || hasValue) return undefined;
  return `${document.source}#${jsonContent[0]?.schemaPointer}: no value was found that fits, so ${id} cannot succeed. Correct the schema, or add an example.`;
};
