import type { ContractDocument, Validator } from '../../../mock/contract/index.ts';
import { isObject, layersOf, pointerTo } from '../../../mock/contract/index.ts';
import { candidatesFor } from './rule-breaker.ts';

/** A value that breaks one rule of its schema and is otherwise valid. */
export interface Mutation {
  /** JSON pointer to the changed part. */
  readonly pointer: string;
  /** The schema keyword that the value breaks. */
  readonly rule: string;
  /** The whole value. */
  readonly value: unknown;
}

export interface Mutable {
  readonly document: ContractDocument;
  readonly schemaPointer: string;
  /** A valid value. */
  readonly value: unknown;
  readonly validate: Validator;
}

/** Breaks once each rule that the schema has for the value or a part of it. */
export const mutationsOf = ({ document, schemaPointer, value, validate }: Mutable): readonly Mutation[] => {
  const found = new Map<string, Mutation>();
  const visit = (target: MutationTarget): void => {
    for (const { node } of layersOf(document, target.schemaPointer)) {
      for (const rule of Object.keys(node)) {
        const key = `${target.pointer} ${rule}`;
        const mutations = found.has(key) ? [] : mutationsBy(rule, node[rule], target, validate);
        for (const mutation of mutations) found.set(`${mutation.pointer} ${rule}`, mutation);
      }
    }
    for (const child of childTargets(document, target)) visit(child);
  };
  visit({ schemaPointer, pointer: '', value, replace: (changed) => changed, depth: 0 });
  return [...found.values()];
};

/** A part of the value, with its schema. */
interface MutationTarget {
  readonly schemaPointer: string;
  readonly pointer: string;
  readonly value: unknown;
  /** Returns the whole value with this part replaced. */
  readonly replace: (changed: unknown) => unknown;
  readonly depth: number;
}

/** Chooses the first candidate that breaks only this rule, else the first that breaks any rule. */
const mutationsBy = (
  rule: string,
  parameter: unknown,
  target: MutationTarget,
  validate: Validator,
): readonly Mutation[] =>
  candidatesFor(rule, parameter, target.value).flatMap(({ name, values }) => {
    const mutated = values
      .map(target.replace)
      .map((whole) => ({ value: whole, rules: validate(whole).map((each) => each.rule) }));
    const broken =
      mutated.find(({ rules }) => rules.length === 1 && rules[0] === rule) ??
      mutated.find(({ rules }) => rules.length > 0);
    const pointer = name === undefined ? target.pointer : pointerTo(target.pointer, name);
    return broken ? [{ pointer, rule, value: broken.value }] : [];
  });

/** Deeper rules are not tested. Those that matter are usually less deep in another operation. */
const MAX_DEPTH = 5;

const childTargets = (
  document: ContractDocument,
  { schemaPointer, pointer, value, replace, depth }: MutationTarget,
): readonly MutationTarget[] => {
  if (depth === MAX_DEPTH) return [];
  return layersOf(document, schemaPointer).flatMap(({ node, pointer: layer }): readonly MutationTarget[] => {
    if (Array.isArray(value)) {
      if (value.length === 0 || !isObject(node['items'])) return [];
      const item = {
        schemaPointer: pointerTo(layer, 'items'),
        pointer: pointerTo(pointer, 0),
        value: value[0] as unknown,
      };
      return [{ ...item, depth: depth + 1, replace: (changed) => replace([changed, ...value.slice(1)]) }];
    }
    if (!isObject(value) || !isObject(node['properties'])) return [];
    return Object.keys(node['properties'])
      .filter((name) => Object.hasOwn(value, name))
      .map((name) => ({
        schemaPointer: pointerTo(layer, 'properties', name),
        pointer: pointerTo(pointer, name),
        value: value[name],
        depth: depth + 1,
        replace: (changed) => replace({ ...value, [name]: changed }),
      }));
  });
};
