/**
 * Reading contracts without serving them: what an operation declares, whether a value fits it, and generated values that fit. Also what the
 * suite and the engine do alike with texts: patterns of operation ids, and quoting for a shell.
 *
 * @module
 */
export { generateValue } from '../generate/generate-value.ts';
export type { Contract } from './contract.ts';
export { readContract } from './contract.ts';
export { isObject } from '../json.ts';
export type { ContractDocument } from './document/document.ts';
export { loadDocument } from './document/load.ts';
export type { MediaContract, Operation, ParameterContract, SecurityScheme } from './operations/operation.ts';
export type { Validator } from './schemas/violation.ts';
export { isJson, responseFor } from './operations/operation.ts';
export { pointerTo, valueAt } from './document/pointer.ts';
export { replyProblem } from './bodies/reply-problem.ts';
export { layersOf } from './schemas/shape.ts';
export { valueIn } from './parameters/text-value.ts';
export { matchesGlob } from '../settings/glob.ts';
export { shellQuote } from '../observe/shell-quote.ts';
