import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../json.ts';
import { isNestedTooDeep } from '../../contract/schemas/nesting.ts';
import type { PatchOperation, PatchPath } from './patch-operation.ts';
import { readPatch } from './patch-operation.ts';

/** What became of a value by a JSON Patch document. */
export type Patched =
  | { readonly kind: 'patched'; readonly value: unknown }
  /** It is no JSON Patch document. */
  | { readonly kind: 'malformed'; readonly detail: string }
  /** One of its operations does not apply to the value as it is. */
  | { readonly kind: 'inapplicable'; readonly detail: string };

/** A value that is copied into itself doubles: a few dozen copies would fill any memory. Counted in characters of JSON. */
const MAX_COPIED = 1_000_000;

/** Carries out a JSON Patch document (RFC 6902): all of it, or nothing. */
export const applyJsonPatch = (value: unknown, document: unknown): Patched => {
  const steps = readPatch(document);
  if (typeof steps === 'string') return { kind: 'malformed', detail: steps };
  let [result, copied] = [value, 0];
  for (const [index, step] of steps.entries()) {
    if (step.op === 'copy') copied += JSON.stringify(at(result, step.from)?.value ?? null).length;
    const next = carriedOut(result, step);
    if (next === undefined) return { kind: 'inapplicable', detail: problemText(index, step, result) };
    if (copied > MAX_COPIED || isNestedTooDeep(next.value))
      return { kind: 'inapplicable', detail: `${nameOf(index, step)} makes of the item more than it may be.` };
    result = next.value;
  }
  return { kind: 'patched', value: result };
};

/** `undefined` means nothing at all, and not the value `undefined`. */
type Found = { readonly value: unknown } | undefined;

const carriedOut = (value: unknown, step: PatchOperation): Found => {
  switch (step.op) {
    case 'add':
    case 'replace':
      return edited(value, step.path, step.op, step.value);
    case 'remove':
      return edited(value, step.path, 'remove');
    case 'test':
      return isThere(at(value, step.path), step.value) ? { value } : undefined;
    case 'copy':
      return placed(value, step.path, at(value, step.from));
    case 'move':
      return moved(value, step.from, step.path);
  }
};

const isThere = (found: Found, value: unknown): boolean => found !== undefined && isDeepStrictEqual(found.value, value);

const placed = (value: unknown, path: PatchPath, source: Found): Found =>
  source && edited(value, path, 'add', source.value);

const moved = (value: unknown, from: PatchPath, path: PatchPath): Found => {
  const isIntoItself = from.length < path.length && from.every((token, index) => token === path[index]);
  const rest = isIntoItself ? undefined : edited(value, from, 'remove');
  return rest && placed(rest.value, path, at(value, from));
};

const at = (value: unknown, path: PatchPath): Found =>
  path.reduce<Found>((found, token) => childOf(found?.value, token), { value });

/** Own properties only; of a list the items, by number. */
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

/** The value is a list or an object, and the token leads into it. */
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
      ? `does not hold: there is ${JSON.stringify(found.value)}`
      : 'leads nowhere';
  return `${nameOf(index, step)} ${problem}. Read the item, and patch it as it is.`;
};
