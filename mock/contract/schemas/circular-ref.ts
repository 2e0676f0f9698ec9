import type { ContractDocument } from '../document/document.ts';
import { isObject } from '../../json.ts';
import { valueAt } from '../document/pointer.ts';
import { dialectAt, hidesSiblings } from './schema-dialect.ts';
import { subschemasUnder } from './subschemas.ts';

/**
 * Refuses schemas that come back to themselves before they have gone one property or item deeper: to judge any value by them
 * would never end (JSON Schema 2020-12, section 9.4.1).
 *
 * @param judged Pointers that have been found to end; added to.
 * @throws {SetUpError} for a schema that does not end.
 */
export const refuseCircularRefs = (document: ContractDocument, pointer: string, judged: Set<string>): void => {
  const onTheWay = new Set<string>();
  const visit = (at: string): void => {
    if (onTheWay.has(at))
      throw document.error(at, 'refers to itself in a circle: no value could be judged by it', REMEDY);
    if (judged.has(at)) return;
    onTheWay.add(at);
    schemasInPlace(document, at).forEach(visit);
    onTheWay.delete(at);
    judged.add(at);
  };
  visit(pointer);
};

const REMEDY = 'Break the circle.';

/** The schemas that judge the same value as the one at a pointer. */
const schemasInPlace = (document: ContractDocument, pointer: string): readonly string[] => {
  const schema = valueAt(document.root, pointer);
  if (!isObject(schema)) return [];
  const target = typeof schema['$ref'] === 'string' ? [document.target(schema['$ref'], pointer)] : [];
  if (target.length > 0 && hidesSiblings(dialectAt(document, pointer))) return target;
  return [...target, ...subschemasUnder(IN_PLACE, schema, pointer)];
};

const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas', 'dependencies'];
