import type { Operation } from '../../mock/contract/index.ts';
import { replyProblem, responseFor, valueAt } from '../../mock/contract/index.ts';
import { budgetMismatch } from './budget.ts';
import type { Expected } from './case.ts';
import type { Answer } from './target.ts';

/** What to judge by. */
export interface Criteria {
  readonly expected: Expected;
  /** Whose answer it is; absent for what is outside the contract. */
  readonly operation: Operation | undefined;
  /** Answers to the earlier steps of the case. */
  readonly earlier: readonly Answer[];
  /** Whether nobody else calls the server meanwhile. */
  readonly isAlone: boolean;
}

/** Where an answer is not what it must be: what was expected and what was found, or `undefined` if all is well. */
export const mismatchOf = (
  answer: Answer,
  law: Criteria,
): { readonly expected: string; readonly found: string } | undefined => {
  const fault = statusMismatch(answer, law) ?? contentMismatch(answer, law) ?? behaviorMismatch(answer, law);
  return fault && { ...fault, found: `${fault.found}${bodyText(answer)}` };
};

interface Mismatch {
  readonly expected: string;
  readonly found: string;
}

const statusMismatch = ({ status }: Answer, { expected, operation }: Criteria): Mismatch | undefined => {
  const { because } = expected;
  if (isExpected(status, expected.status)) return undefined;
  return { expected: `${statusText(expected.status, operation)}, since ${because}`, found: String(status) };
};

const isExpected = (status: number, expected: Expected['status']): boolean => {
  if (expected === 'success') return status >= 200 && status < 300;
  return expected === 'taken' ? status < 500 && !MEANS_INVALID.has(status) : expected.includes(status);
};

/** What would say that something is wrong with a request as such, whatever the server holds. */
const MEANS_INVALID: ReadonlySet<number> = new Set([400, 401, 405, 406, 413, 414, 415, 422, 431]);

const statusText = (expected: Expected['status'], operation: Operation | undefined): string => {
  if (typeof expected !== 'string') return expected.join(' or ');
  const declared = operation?.responses.map(({ status }) => status) ?? [];
  return expected === 'success'
    ? `a success (${declared.filter((status) => status.startsWith('2')).join(', ')})`
    : 'no refusal of the request as such';
};

/** Where the contract declares no refusal at all, one that it does not declare is what a case expects. */
const contentMismatch = (answer: Answer, { operation, expected }: Criteria): Mismatch | undefined => {
  if (operation === undefined) return undefined;
  const { status, headers, body } = answer;
  const declared = responseFor(operation, status);
  if (declared === undefined) {
    if (Array.isArray(expected.status) && expected.status.includes(status)) return undefined;
    const list = operation.responses.map((response) => response.status).join(', ');
    return {
      expected: `one of the declared statuses: ${list}`,
      found: `${status}, which the contract does not declare`,
    };
  }
  const fault = replyProblem({ status, headers, ...(body !== undefined && { body }) }, declared);
  return fault === undefined
    ? undefined
    : { expected: `a reply that fits ${declared.pointer}`, found: `${status}: ${fault}` };
};

const behaviorMismatch = (answer: Answer, law: Criteria): Mismatch | undefined =>
  codeMismatch(answer, law.expected) ??
  headerMismatch(answer, law.expected) ??
  samenessMismatch(answer, law.expected, law.earlier) ??
  budgetMismatchOf(answer, law);

const codeMismatch = ({ status, body }: Answer, { code, because }: Expected): Mismatch | undefined => {
  const found = valueAt(body, '/error/code');
  if (code === undefined || found === code) return undefined;
  return { expected: `the code ${code}, since ${because}`, found: `${status} with the code ${JSON.stringify(found)}` };
};

const headerMismatch = ({ status, headers }: Answer, expected: Expected): Mismatch | undefined => {
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const found = headers[name];
    if (found !== undefined && (value === '*' || value === found)) continue;
    const wanted = value === '*' ? `the header ${name}` : `the header ${name}: ${value}`;
    return {
      expected: `${wanted}, since ${expected.because}`,
      found: `${status} with ${found === undefined ? 'no such header' : `${name}: ${found}`}`,
    };
  }
  return undefined;
};

const samenessMismatch = (
  answer: Answer,
  { sameAs, because }: Expected,
  earlier: readonly Answer[],
): Mismatch | undefined => {
  const first = sameAs === undefined ? undefined : earlier[sameAs];
  if (first === undefined || (first.status === answer.status && first.text === answer.text)) return undefined;
  return {
    expected: `the same answer again, ${first.status}${bodyText(first)}, since ${because}`,
    found: `${answer.status}`,
  };
};

const budgetMismatchOf = ({ headers, status }: Answer, { expected, earlier, isAlone }: Criteria): Mismatch | undefined => {
  if (expected.budget === undefined) return undefined;
  const { oneLessThan } = expected.budget;
  const before = oneLessThan === undefined ? undefined : earlier[oneLessThan]?.headers;
  const fault = budgetMismatch(headers, before && { headers: before, isAlone });
  return fault && { expected: fault.expected, found: `${status} with ${fault.found}` };
};

const MAX_BODY_TEXT = 300;

const bodyText = ({ text }: Answer): string => {
  if (text === '') return '';
  return ` ${text.length > MAX_BODY_TEXT ? `${text.slice(0, MAX_BODY_TEXT)}…` : text}`;
};
