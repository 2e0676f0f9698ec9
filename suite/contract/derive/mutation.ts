import type { ContractDocument, Validator } from '../../../mock/contract/index.ts';
import { isObject, layersOf, pointerTo } from '../../../mock/contract/index.ts';
import { candidatesFor } from './rule-breaker.ts';

/** A value that breaks one rule of its schema, and otherwise fits. */
export interface Mutation {
  /** JSON pointer to what was changed. */
  readonly pointer: string;
  /** The keyword that is broken. */
  readonly rule: string;
  /** The whole value. */
  readonly value: unknown;
}

export interface Mutable {
  readonly document: ContractDocument;
  readonly schemaPointer: string;
  /** Fits. */
  readonly value: unknown;
  readonly validate: Validator;
}

/** Each rule that a value's schema has for it or for something in it, broken once. */
export const mutationsOf = ({ document, schemaPointer, value, validate }: Mutable): readonly Mutation[] => {
  const found = new Map<string, Mutation>();
  const visit = (place: MutationTarget): void => {
    for (const { node } of layersOf(document, place.schemaPointer)) {
      for (const rule of Object.keys(node)) {
        const key = `${place.pointer} ${rule}`;
        const mutations = found.has(key) ? [] : breaking(rule, node[rule], place, validate);
        for (const mutation of mutations) found.set(`${mutation.pointer} ${rule}`, mutation);
      }
    }
    for (const below of placesBelow(document, place)) visit(below);
  };
  visit({ schemaPointer, pointer: '', value, whole: (changed) => changed, depth: 0 });
  return [...found.values()];
};

/** A part of the value, with the schema that is about it. */
interface MutationTarget {
  readonly schemaPointer: string;
  readonly pointer: string;
  readonly value: unknown;
  /** The whole value with this part exchanged. */
  readonly whole: (changed: unknown) => unknown;
  readonly depth: number;
}

/** The first candidate is taken that breaks this rule and no other; else the first that breaks any. */
const breaking = (rule: string, parameter: unknown, place: MutationTarget, validate: Validator): readonly Mutation[] =>
  candidatesFor(rule, parameter, place.value).flatMap(({ name, values }) => {
    const wholes = values.map(place.whole).map((whole) => ({ whole, rules: validate(whole).map((each) => each.rule) }));
    const broken =
      wholes.find(({ rules }) => rules.length === 1 && rules[0] === rule) ??
      wholes.find(({ rules }) => rules.length > 0);
    const pointer = name === undefined ? place.pointer : pointerTo(place.pointer, name);
    return broken ? [{ pointer, rule, value: broken.whole }] : [];
  });

/** Deeper rules are tested where they are shallow, in another operation, if they matter. */
const MAX_DEPTH = 5;

const placesBelow = (
  document: ContractDocument,
  { schemaPointer, pointer, value, whole, depth }: MutationTarget,
): readonly MutationTarget[] => {
  if (depth === MAX_DEPTH) return [];
  return layersOf(document, schemaPointer).flatMap(({ node, pointer: layer }): readonly MutationTarget[] => {
    if (Array.isArray(value)) {
      if (value.length === 0 || !isObject(node['items'])) return [];
      const at = {
        schemaPointer: pointerTo(layer, 'items'),
        pointer: pointerTo(pointer, 0),
        value: value[0] as unknown,
      };
      return [{ ...at, depth: depth + 1, whole: (changed) => whole([changed, ...value.slice(1)]) }];
    }
    if (!isObject(value) || !isObject(node['properties'])) return [];
    return Object.keys(node['properties'])
      .filter((name) => Object.hasOwn(value, name))
      .map((name) => ({
        schemaPointer: pointerTo(layer, 'properties', name),
        pointer: pointerTo(pointer, name),
        value: value[name],
        depth: depth + 1,
        whole: (changed) => whole({ ...value, [name]: changed }),
      }));
  });
};
