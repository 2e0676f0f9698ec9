/**
 * Reading contracts, for whoever does not serve them: what an operation declares, what fits it, and values that do.
 *
 * @module
 */
export { generateValue } from '../respond/generate.ts';
export type { Contract } from './contract.ts';
export { readContract } from './contract.ts';
export { isObject } from './document.ts';
export type { ContractDocument } from './document.ts';
export { loadDocument } from './load.ts';
export type { MediaContract, Operation, ParameterContract, SecurityScheme, Validator } from './operations.ts';
export { isJson, responseFor } from './operations.ts';
export { pointerTo, valueAt } from './pointer.ts';
export { replyFault } from './reply-fault.ts';
export { layersOf } from './shape.ts';
export { valueIn } from './text-value.ts';
