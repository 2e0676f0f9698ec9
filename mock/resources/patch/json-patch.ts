import { isDeepStrictEqual } from 'node:util';
import { isNestedTooDeep } from '../../contract/schemas/nesting.ts';
import { isObject } from '../../json.ts';
import type { PatchOperation, PatchPath } from './patch-operation.ts';
import { readPatch } from './patch-operation.ts';

/** The result of applying a JSON Patch document. */
export type Patched =
  | { readonly kind: 'patched'; readonly value: unknown }
  /** The document is not a JSON Patch. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** One of its operations cannot be applied to the value. */
  | { readonly kind: 'inapplicable'; readonly detail: string };

/** Each copy of a value into itself doubles it: a few dozen would exhaust the memory. Counted in characters of JSON. */
const MAX_COPIED = 1_000_000;

/** Applies a JSON Patch document (RFC 6902) atomically. */
export const applyJsonPatch = (value: unknown, document: unknown): Patched => {
  const steps = readPatch(document);
  if (typeof steps === 'string') return { kind: 'malformed', detail: steps };
  let [result, copied] = [value, 0];
  for (const [index, step] of steps.entries()) {
    if (step.op === 'copy') copied += JSON.stringify(at(result, step.from)?.value ?? null).length;
    const next = applyOperation(result, step);
    if (next === undefined) return { kind: 'inapplicable', detail: problemText(index, step, result) };
    if (copied > MAX_COPIED || isNestedTooDeep(next.value))
      return { kind: 'inapplicable', detail: `${nameOf(index, step)} makes the item too large or too deeply nested.` };
    result = next.value;
  }
  return { kind: 'patched', value: result };
};

/** `undefined` means that there is no value, as opposed to the value `undefined`. */
type Found = { readonly value: unknown } | undefined;

const applyOperation = (value: unknown, step: PatchOperation): Found => {
  switch (step.op) {
    case 'add':
    case 'replace':
      return edited(value, step.path, step.op, step.value);
    case 'remove':
      return edited(value, step.path, 'remove');
    case 'test':
      return isEqual(at(value, step.path), step.value) ? { value } : undefined;
    case 'copy':
      return inserted(value, step.path, at(value, step.from));
    case 'move':
      return moved(value, step.from, step.path);
  }
};

const isEqual = (found: Found, value: unknown): boolean => found !== undefined && isDeepStrictEqual(found.value, value);

const inserted = (value: unknown, path: PatchPath, source: Found): Found =>
  source && edited(value, path, 'add', source.value);

const moved = (value: unknown, from: PatchPath, path: PatchPath): Found => {
  const isIntoItself = from.length < path.length && from.every((token, index) => token === path[index]);
  const rest = isIntoItself ? undefined : edited(value, from, 'remove');
  return rest && inserted(rest.value, path, at(value, from));
};

const at = (value: unknown, path: PatchPath): Found =>
  path.reduce<Found>((found, token) => childOf(found?.value, token), { value });

/** Own properties of an object, or items of a list by index. */
const childOf = (value: unknown, token: string): Found => {
  if (Array.isArray(value))
    return INDEX.test(token) && Number(token) < value.length ? { value: value[Number(token)] } : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? { value: value[token] } : undefined;
};

const INDEX = /^(?:0|[1-9]\d{0,8})$/;

type Edit = 'add' | 'replace' | 'remove';

const edited = (value: unknown, [token, ...rest]: PatchPath, edit: Edit, inner?: unknown): Found => {
  if (token === undefined) return edit === 'remove' ? undefined : { value: inner };
  const child = childOf(value, token);
  if (rest.length > 0) {
    const next = child && edited(child.value, rest, edit, inner);
    return next && withChild(value, token, 'replace', next.value);
  }
  const isFree =
    edit === 'add' && (Array.isArray(value) ? token === '-' || token === String(value.length) : isObject(value));
  return child !== undefined || isFree ? withChild(value, token, edit, inner) : undefined;
};

/** Requires a list or an object, and a token that is valid in it. */
const withChild = (value: unknown, token: string, edit: Edit, inner: unknown): { readonly value: unknown } => {
  if (!Array.isArray(value)) {
    const { [token]: _old, ...others } = value as Readonly<Record<string, unknown>>;
    return { value: edit === 'remove' ? others : { ...(value as object), [token]: inner } };
  }
  const index = token === '-' ? value.length : Number(token);
  return { value: value.toSpliced(index, edit === 'add' ? 0 : 1, ...(edit === 'remove' ? [] : [inner])) };
};

const nameOf = (index: number, { op, pointer }: PatchOperation): string =>
  `Operation ${index} of the patch, ${op} ${JSON.stringify(pointer)},`;

const problemText = (index: number, step: PatchOperation, value: unknown): string => {
  const found = at(value, step.path);
  const problem =
    step.op === 'test' && found !== undefined
      ? `fails: the value is ${JSON.stringify(found.value)}`
      : 'points to a value that does not exist';
  return `${nameOf(index, step)} ${problem}. Read the item again, and patch its current state.`;
};
