import type { Operation } from '../../../mock/contract/index.ts';
import type { Need } from '../case.ts';

/** RFC 9110, section 9.2.1: what a client may send without being held to account for it. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** What it takes to send a request that the server may carry out, be it by mistake. */
export const needsOf = ({ method }: Operation): readonly Need[] => (SAFE.has(method) ? [] : ['mutations']);
