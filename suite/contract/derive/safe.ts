import type { Operation } from '../../../mock/contract/index.ts';

/** RFC 9110, section 9.2.1: what a client may send without being held to account for it. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

export const isSafe = ({ method }: Operation): boolean => SAFE.has(method);
