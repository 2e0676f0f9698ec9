import { isObject } from '../../json.ts';
import { pointerTokens } from '../../contract/document/pointer.ts';
import type { JsonObject } from '../../json.ts';

/** The tokens of a JSON Pointer. */
export type PatchPath = readonly string[];

/** One operation of a JSON Patch document (RFC 6902, section 4). */
export type PatchOperation = { readonly pointer: string; readonly path: PatchPath } & (
  | { readonly op: 'add' | 'replace' | 'test'; readonly value: unknown }
  | { readonly op: 'remove' }
  | { readonly op: 'move' | 'copy'; readonly from: PatchPath }
);

/** Each walks through the whole item. */
const MAX_OPERATIONS = 1_000;

/** @returns What is wrong with the document, if it is no JSON Patch. */
export const readPatch = (document: unknown): readonly PatchOperation[] | string => {
  if (!Array.isArray(document)) return 'The body is no JSON Patch: that is a list of operations.';
  if (document.length > MAX_OPERATIONS) return `The patch has ${document.length} operations, and may have ${MAX_OPERATIONS}.`;
  const steps: PatchOperation[] = [];
  for (const [index, given] of (document as readonly unknown[]).entries()) {
    const step = readPatchOperation(given);
    if (typeof step === 'string') return `Operation ${index} of the patch ${step}.`;
    steps.push(step);
  }
  return steps;
};

const readPatchOperation = (step: unknown): PatchOperation | string => {
  if (!isObject(step)) return 'is no object';
  const { op, path: pointer, from } = step;
  if (!isPointer(pointer)) return 'needs a "path" that is a JSON pointer, such as "/name"';
  const place = { pointer, path: pointerTokens(pointer) };
  switch (op) {
    case 'add':
    case 'replace':
    case 'test':
      return hasValue(step) ? { op, ...place, value: step['value'] } : `is ${op}, and needs a "value"`;
    case 'remove':
      return { op, ...place };
    case 'move':
    case 'copy':
      return isPointer(from)
        ? { op, ...place, from: pointerTokens(from) }
        : `is ${op}, and needs a "from" that is a JSON pointer`;
    default:
      return 'needs an "op": add, replace, remove, move, copy or test';
  }
};

const hasValue = (step: JsonObject): boolean => Object.hasOwn(step, 'value');

const isPointer = (text: unknown): text is string => typeof text === 'string' && POINTER.test(text);

/** RFC 6901, section 3. */
const POINTER = /^(?:\/(?:[^/~]|~[01])*)*$/;
