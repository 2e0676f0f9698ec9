import type { Contract, Operation } from '../mock/contract/index.ts';
import type { CaseRequest } from '../suite/contract/case.ts';
import { placeCredential } from '../suite/contract/credential.ts';
import { bodyCases } from '../suite/contract/derive/body-cases.ts';
import { operationCases } from '../suite/contract/derive/operation-cases.ts';
import { parameterCases } from '../suite/contract/derive/parameter-cases.ts';
import type { Values } from '../suite/contract/sample.ts';
import { requestFrom, sampleFor } from '../suite/contract/sample.ts';
import type { OperationReferee, WireRequest } from './referee/referee.ts';

/** How a request breaks the document, or `valid`. */
export type Kind =
  'valid' | 'broken body' | 'malformed JSON' | 'wrong content type' | 'missing parameter' | 'misfit parameter';

export interface TestRequest {
  readonly operation: Operation;
  readonly kind: Kind;
  readonly wireRequest: WireRequest;
  /** How it was changed. */
  readonly title: string;
}

/** The maximum number of requests of each kind per operation. */
const MAX_REQUESTS: Readonly<Record<Kind, number>> = {
  valid: 1,
  'broken body': 3,
  'malformed JSON': 1,
  'wrong content type': 1,
  'missing parameter': 1,
  'misfit parameter': 2,
};

/** Requests to an operation, without those whose validity the referee cannot confirm. */
export const requestsTo = (
  contract: Contract,
  operation: Operation,
  referee: OperationReferee,
  values?: Values,
): readonly TestRequest[] => {
  const sample = sampleFor(contract, operation, values);
  if (typeof sample === 'string') return [];
  const candidates = [
    { kind: 'valid' as const, title: 'valid', request: requestFrom(sample) },
    ...[...bodyCases(sample), ...parameterCases(sample), ...operationCases(contract, sample)].flatMap(
      ({ name, group, steps: [step] }) => {
        const title = name.split(' › ')[2] ?? '';
        const kind = kindOf(group, title);
        return kind && step?.kind === 'call' ? [{ kind, title, request: step.request }] : [];
      },
    ),
  ];
  const credential = contract.title === 'RevDesk v1 API' ? REVDESK_KEY : ANY_CREDENTIAL;
  const counts = new Map<Kind, number>();
  return candidates.flatMap(({ kind, title, request }) => {
    const wireRequest = withCredential(
      operation,
      { ...request, target: explode(operation, request.target) },
      credential,
    );
    const expected = kind === 'valid' ? 'fits' : 'breaks';
    const count = counts.get(kind) ?? 0;
    if (
      count === MAX_REQUESTS[kind] ||
      referee.verdict(wireRequest, pathParametersOf(contract, wireRequest)) !== expected
    )
      return [];
    counts.set(kind, count + 1);
    return [{ operation, kind, title, wireRequest }];
  });
};

const kindOf = (group: string, title: string): Kind | undefined => {
  if (group === 'body') return title === 'malformed JSON' ? 'malformed JSON' : 'broken body';
  if (group === 'parameters') return title.startsWith('without ') ? 'missing parameter' : 'misfit parameter';
  return group === 'content type' ? 'wrong content type' : undefined;
};

/** Repeats a list parameter for each item (`explode`), unless the document says otherwise. */
const explode = ({ parameters }: Operation, target: string): string => {
  const [path = '', query] = target.split('?');
  if (query === undefined) return target;
  const isList = (name: string): boolean =>
    parameters.some(
      (each) => each.name === name && each.in === 'query' && each.explode && each.shape.types.has('array'),
    );
  const pairs = [...new URLSearchParams(query)].flatMap(([name, text]) =>
    (isList(name) ? text.split(',') : [text]).map((item): [string, string] => [name, item]),
  );
  return `${path}?${new URLSearchParams(pairs)}`;
};

const withCredential = (
  operation: Operation,
  { method, target, headers, body }: CaseRequest,
  key: string,
): WireRequest => {
  const credential = placeCredential(operation, key);
  const query = new URLSearchParams(credential.query).toString();
  const separator = target.includes('?') ? '&' : '?';
  return {
    method,
    target: query === '' ? target : `${target}${separator}${query}`,
    headers: { ...headers, ...credential.headers },
    ...(body !== undefined && { body }),
  };
};

/** The pack of the bundled contract has its own keys; without a pack, any credential is accepted. */
const REVDESK_KEY = 'revdesk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const ANY_CREDENTIAL = 'user:secret';

const pathParametersOf = (contract: Contract, { method, target }: WireRequest): ReadonlyMap<string, string> => {
  const routed = contract.route(method, target.split('?', 1)[0] ?? '');
  return routed.kind === 'operation' ? routed.pathParameters : new Map();
};
