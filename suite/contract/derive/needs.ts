import type { Operation } from '../../../mock/contract/index.ts';
import type { Need } from '../case.ts';

/** Safe methods (RFC 9110, section 9.2.1): the client does not request a state change. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** The needs of a case whose request the server may carry out, even if only by mistake. */
export const needsOf = ({ method }: Operation): readonly Need[] => (SAFE.has(method) ? [] : ['mutations']);
