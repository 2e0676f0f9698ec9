import { isObject } from '../../json.ts';
import type { ContractDocument } from '../document/document.ts';
import { valueAt } from '../document/pointer.ts';
import { dialectAt, hidesSiblings } from './schema-dialect.ts';
import { subschemasUnder } from './subschemas.ts';

/**
 * Refuses schemas that refer back to themselves without descending into a property or an item: validating any value against them would
 * never end (JSON Schema 2020-12, section 9.4.1).
 *
 * @param acyclic Pointers already known not to be circular; the function adds to it.
 * @throws {SetUpError} for a circular schema.
 */
export const refuseCircularRefs = (document: ContractDocument, pointer: string, acyclic: Set<string>): void => {
  const visiting = new Set<string>();
  const visit = (at: string): void => {
    if (visiting.has(at))
      throw document.error(at, 'is a circular reference: no value could be validated against it', REMEDY);
    if (acyclic.has(at)) return;
    visiting.add(at);
    schemasForSameValue(document, at).forEach(visit);
    visiting.delete(at);
    acyclic.add(at);
  };
  visit(pointer);
};

const REMEDY = 'Break the circular reference.';

/** The schemas that apply to the same value as the one at a pointer. */
const schemasForSameValue = (document: ContractDocument, pointer: string): readonly string[] => {
  const schema = valueAt(document.root, pointer);
  if (!isObject(schema)) return [];
  const target = typeof schema['$ref'] === 'string' ? [document.target(schema['$ref'], pointer)] : [];
  if (target.length > 0 && hidesSiblings(dialectAt(document, pointer))) return target;
  return [...target, ...subschemasUnder(SAME_VALUE_KEYWORDS, schema, pointer)];
};

const SAME_VALUE_KEYWORDS = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
];
