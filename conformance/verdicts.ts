import type { Kind } from './requests.ts';
import type { Answer, OperationReferee } from './referee/referee.ts';

/** What became of a request. */
export type Classification =
  /** A valid one was answered with a declared success, an invalid one refused with a declared error. */
  | { readonly kind: 'as expected' }
  /** A valid one names something that was made up, and the document has a status for that. */
  | { readonly kind: 'made-up id' }
  | { readonly kind: 'missed'; readonly why: string };

export const classify = (kind: Kind, { status }: Answer, { declared }: OperationReferee): Classification =>
  kind === 'valid' ? ofValid(status, declared) : ofInvalid(status, declared);

const ofValid = (status: number, declared: readonly string[]): Classification => {
  const isCovered = covers(declared, status);
  const promisesSuccess = declared.length === 0 || declared.some((key) => key.startsWith('2') || key === 'default');
  if (promisesSuccess ? isCovered && status >= 200 && status < 300 : isCovered) return AS_EXPECTED;
  if (MADE_UP.has(status) && covers(declared, status)) return { kind: 'made-up id' };
  return missed(`a valid request is answered ${status}`);
};

/** An id or a relation that the server does not know. */
const MADE_UP: ReadonlySet<number> = new Set([403, 404, 409, 410]);

const ofInvalid = (status: number, declared: readonly string[]): Classification => {
  if (status < 400 || status >= 500) return missed(`an invalid request is answered ${status}`);
  // Where no status for a bad request is declared, HTTP's own will do: a 404 would say something else.
  const isForeseen = FOR_BAD_REQUESTS.some((each) => covers(declared, each));
  if (isForeseen && !covers(declared, status))
    return missed(`an invalid request is refused with ${status}, undeclared`);
  return AS_EXPECTED;
};

const FOR_BAD_REQUESTS = [400, 415, 422];

const covers = (declared: readonly string[], status: number): boolean =>
  declared.length === 0 ||
  declared.some((key) => key === 'default' || key === String(status) || key.toLowerCase() === `${String(status)[0]}xx`);

const AS_EXPECTED: Classification = { kind: 'as expected' };

const missed = (why: string): Classification => ({ kind: 'missed', why });

/** What breaks the document in an answer. An undeclared refusal is no fault where none for bad requests is declared. */
export const faultsOf = (kind: Kind, answer: Answer, referee: OperationReferee): readonly string[] => {
  const isForeseen = FOR_BAD_REQUESTS.some((status) => covers(referee.declared, status));
  const isOutside = kind !== 'valid' && answer.status >= 400 && answer.status < 500 && !isForeseen;
  return isOutside && !covers(referee.declared, answer.status) ? [] : referee.problems(answer);
};
