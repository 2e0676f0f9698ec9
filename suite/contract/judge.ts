import type { Operation } from '../../mock/contract/index.ts';
import { replyProblem, responseFor, valueAt } from '../../mock/contract/index.ts';
import { budgetMismatch } from './budget.ts';
import type { Expected } from './case.ts';
import type { SuiteReply } from './target.ts';

/** What a reply is judged by. */
export interface Criteria {
  readonly expected: Expected;
  /** The operation that replied; `undefined` if the contract does not declare it. */
  readonly operation: Operation | undefined;
  /** Replies to the earlier steps of the case. */
  readonly earlier: readonly SuiteReply[];
  /** Whether no other client calls the server while the case runs. */
  readonly isAlone: boolean;
}

/** Compares a reply with what is expected. Returns the first mismatch, or `undefined` if there is none. */
export const mismatchOf = (
  reply: SuiteReply,
  criteria: Criteria,
): { readonly expected: string; readonly found: string } | undefined => {
  const mismatch =
    statusMismatch(reply, criteria) ?? contentMismatch(reply, criteria) ?? behaviorMismatch(reply, criteria);
  return mismatch && { ...mismatch, found: `${mismatch.found}${bodyText(reply)}` };
};

interface Mismatch {
  readonly expected: string;
  readonly found: string;
}

const statusMismatch = ({ status }: SuiteReply, { expected, operation }: Criteria): Mismatch | undefined => {
  const { because } = expected;
  if (isExpected(status, expected.status)) return undefined;
  return { expected: `${statusText(expected.status, operation)}, since ${because}`, found: String(status) };
};

const isExpected = (status: number, expected: Expected['status']): boolean => {
  if (expected === 'success') return status >= 200 && status < 300;
  return expected === 'taken' ? status < 500 && !MEANS_INVALID.has(status) : expected.includes(status);
};

/** Statuses that reject the request itself, independently of the data on the server. */
const MEANS_INVALID: ReadonlySet<number> = new Set([400, 401, 405, 406, 413, 414, 415, 422, 431]);

const statusText = (expected: Expected['status'], operation: Operation | undefined): string => {
  if (typeof expected !== 'string') return expected.join(' or ');
  const declared = operation?.responses.map(({ status }) => status) ?? [];
  return expected === 'success'
    ? `a success (${declared.filter((status) => status.startsWith('2')).join(', ')})`
    : 'a status that does not reject the request itself';
};

/** An undeclared status is accepted if the case expects it, since some contracts declare no refusals at all. */
const contentMismatch = (reply: SuiteReply, { operation, expected }: Criteria): Mismatch | undefined => {
  if (operation === undefined) return undefined;
  const { status, headers, body } = reply;
  const declared = responseFor(operation, status);
  if (declared === undefined) {
    if (Array.isArray(expected.status) && expected.status.includes(status)) return undefined;
    const list = operation.responses.map((response) => response.status).join(', ');
    return {
      expected: `one of the declared statuses: ${list}`,
      found: `${status}, which the contract does not declare`,
    };
  }
  const mismatch = replyProblem({ status, headers, ...(body !== undefined && { body }) }, declared);
  return mismatch === undefined
    ? undefined
    : { expected: `a reply that matches ${declared.pointer}`, found: `${status}: ${mismatch}` };
};

const behaviorMismatch = (reply: SuiteReply, criteria: Criteria): Mismatch | undefined =>
  codeMismatch(reply, criteria.expected) ??
  headerMismatch(reply, criteria.expected) ??
  samenessMismatch(reply, criteria.expected, criteria.earlier) ??
  budgetMismatchOf(reply, criteria);

const codeMismatch = ({ status, body }: SuiteReply, { code, because }: Expected): Mismatch | undefined => {
  const found = valueAt(body, '/error/code');
  if (code === undefined || found === code) return undefined;
  return { expected: `the code ${code}, since ${because}`, found: `${status} with the code ${JSON.stringify(found)}` };
};

const headerMismatch = ({ status, headers }: SuiteReply, expected: Expected): Mismatch | undefined => {
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const found = headers[name];
    if (found !== undefined && (value === '*' || value === found)) continue;
    const header = value === '*' ? `the header ${name}` : `the header ${name}: ${value}`;
    return {
      expected: `${header}, since ${expected.because}`,
      found: `${status} with ${found === undefined ? 'no such header' : `${name}: ${found}`}`,
    };
  }
  return undefined;
};

const samenessMismatch = (
  reply: SuiteReply,
  { sameAs, because }: Expected,
  earlier: readonly SuiteReply[],
): Mismatch | undefined => {
  const first = sameAs === undefined ? undefined : earlier[sameAs];
  if (first === undefined || (first.status === reply.status && first.text === reply.text)) return undefined;
  return {
    expected: `the same reply again, ${first.status}${bodyText(first)}, since ${because}`,
    found: `${reply.status}`,
  };
};

const budgetMismatchOf = (
  { headers, status }: SuiteReply,
  { expected, earlier, isAlone }: Criteria,
): Mismatch | undefined => {
  if (expected.budget === undefined) return undefined;
  const { oneLessThan } = expected.budget;
  const before = oneLessThan === undefined ? undefined : earlier[oneLessThan]?.headers;
  const mismatch = budgetMismatch(headers, before && { headers: before, isAlone });
  return mismatch && { expected: mismatch.expected, found: `${status} with ${mismatch.found}` };
};

const MAX_BODY_LENGTH = 300;

const bodyText = ({ text }: SuiteReply): string => {
  if (text === '') return '';
  return ` ${text.length > MAX_BODY_LENGTH ? `${text.slice(0, MAX_BODY_LENGTH)}…` : text}`;
};
