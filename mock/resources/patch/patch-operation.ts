import { pointerTokens } from '../../contract/document/pointer.ts';
import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';

/** The tokens of a JSON Pointer. */
export type PatchPath = readonly string[];

/** One operation of a JSON Patch document (RFC 6902, section 4). */
export type PatchOperation = { readonly pointer: string; readonly path: PatchPath } & (
  | { readonly op: 'add' | 'replace' | 'test'; readonly value: unknown }
  | { readonly op: 'remove' }
  | { readonly op: 'move' | 'copy'; readonly from: PatchPath }
);

/** Each operation walks through the whole item. */
const MAX_OPERATIONS = 1_000;

/** @returns The operations, or the problem of a document that is not a JSON Patch. */
export const readPatch = (document: unknown): readonly PatchOperation[] | string => {
  if (!Array.isArray(document)) return 'The body is not a JSON Patch document, which is a list of operations.';
  if (document.length > MAX_OPERATIONS)
    return `The patch has ${document.length} operations; the maximum is ${MAX_OPERATIONS}.`;
  const steps: PatchOperation[] = [];
  for (const [index, value] of (document as readonly unknown[]).entries()) {
    const step = readPatchOperation(value);
    if (typeof step === 'string') return `Operation ${index} of the patch ${step}.`;
    steps.push(step);
  }
  return steps;
};

const readPatchOperation = (step: unknown): PatchOperation | string => {
  if (!isObject(step)) return 'is not an object';
  const { op, path: pointer, from } = step;
  if (!isPointer(pointer)) return 'needs a "path" that is a JSON pointer, such as "/name"';
  const target = { pointer, path: pointerTokens(pointer) };
  switch (op) {
    case 'add':
    case 'replace':
    case 'test':
      return hasValue(step) ? { op, ...target, value: step['value'] } : `is ${op}, which needs a "value"`;
    case 'remove':
      return { op, ...target };
    case 'move':
    case 'copy':
      return isPointer(from)
        ? { op, ...target, from: pointerTokens(from) }
        : `is ${op}, which needs a "from" that is a JSON pointer`;
    default:
      return 'needs an "op": add, replace, remove, move, copy or test';
  }
};

const hasValue = (step: JsonObject): boolean => Object.hasOwn(step, 'value');

const isPointer = (text: unknown): text is string => typeof text === 'string' && POINTER.test(text);

/** RFC 6901, section 3. */
const POINTER = /^(?:\/(?:[^/~]|~[01])*)*$/;
