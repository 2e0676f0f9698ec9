import type { OperationReferee, WireResponse } from './referee/referee.ts';
import type { Kind } from './requests.ts';

/** The result of a request. */
export type Classification =
  /** A valid request got a declared success, or an invalid request a declared error. */
  | { readonly kind: 'as expected' }
  /** A valid request names a generated id, and got a declared status for that. */
  | { readonly kind: 'made-up id' }
  | { readonly kind: 'missed'; readonly why: string };

export const classify = (kind: Kind, { status }: WireResponse, { declared }: OperationReferee): Classification =>
  kind === 'valid' ? classifyValid(status, declared) : classifyInvalid(status, declared);

const classifyValid = (status: number, declared: readonly string[]): Classification => {
  const isCovered = covers(declared, status);
  const promisesSuccess = declared.length === 0 || declared.some((key) => key.startsWith('2') || key === 'default');
  if (promisesSuccess ? isCovered && status >= 200 && status < 300 : isCovered) return AS_EXPECTED;
  if (MADE_UP.has(status) && covers(declared, status)) return { kind: 'made-up id' };
  return missed(`a valid request got ${status}`);
};

/** An id or a relation that the server does not know. */
const MADE_UP: ReadonlySet<number> = new Set([403, 404, 409, 410]);

const classifyInvalid = (status: number, declared: readonly string[]): Classification => {
  if (status < 400 || status >= 500) return missed(`an invalid request got ${status}`);
  // If no status for a bad request is declared, any 4xx is accepted: a declared 404 would have another meaning.
  const declaresBadRequest = FOR_BAD_REQUESTS.some((each) => covers(declared, each));
  if (declaresBadRequest && !covers(declared, status)) return missed(`an invalid request got an undeclared ${status}`);
  return AS_EXPECTED;
};

const FOR_BAD_REQUESTS = [400, 415, 422];

const covers = (declared: readonly string[], status: number): boolean =>
  declared.length === 0 ||
  declared.some((key) => key === 'default' || key === String(status) || key.toLowerCase() === `${String(status)[0]}xx`);

const AS_EXPECTED: Classification = { kind: 'as expected' };

const missed = (why: string): Classification => ({ kind: 'missed', why });

/** How a response breaks the document. An undeclared refusal is accepted if no status for bad requests is declared. */
export const violationsOf = (kind: Kind, response: WireResponse, referee: OperationReferee): readonly string[] => {
  const declaresBadRequest = FOR_BAD_REQUESTS.some((status) => covers(referee.declared, status));
  const mayBeUndeclared = kind !== 'valid' && response.status >= 400 && response.status < 500 && !declaresBadRequest;
  return mayBeUndeclared && !covers(referee.declared, response.status) ? [] : referee.problems(response);
};
