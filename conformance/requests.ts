import type { Contract, Operation } from '../mock/contract/index.ts';
import type { CaseRequest } from '../suite/contract/case.ts';
import { placed } from '../suite/contract/credential.ts';
import { bodyCases } from '../suite/contract/derive/body-cases.ts';
import { operationCases } from '../suite/contract/derive/operation-cases.ts';
import { parameterCases } from '../suite/contract/derive/parameter-cases.ts';
import type { Values } from '../suite/contract/sample.ts';
import { requestFrom, sampleFor } from '../suite/contract/sample.ts';
import type { Asked, OperationReferee } from './referee/referee.ts';

/** How a request breaks the document, or that it does not. */
export type Kind =
  'valid' | 'broken body' | 'malformed JSON' | 'wrong content type' | 'missing parameter' | 'misfit parameter';

export interface TestRequest {
  readonly operation: Operation;
  readonly kind: Kind;
  readonly asked: Asked;
  /** What was done to it. */
  readonly title: string;
}

/** At most so many of a kind for one operation. */
const MAX_REQUESTS: Readonly<Record<Kind, number>> = {
  valid: 1,
  'broken body': 3,
  'malformed JSON': 1,
  'wrong content type': 1,
  'missing parameter': 1,
  'misfit parameter': 2,
};

/** Requests to an operation; those are left out on whose validity the referee does not agree, or cannot tell. */
export const requestsTo = (
  contract: Contract,
  operation: Operation,
  referee: OperationReferee,
  values?: Values,
): readonly TestRequest[] => {
  const sample = sampleFor(contract, operation, values);
  if (typeof sample === 'string') return [];
  const made = [
    { kind: 'valid' as const, title: 'valid', request: requestFrom(sample) },
    ...[...bodyCases(sample), ...parameterCases(sample), ...operationCases(contract, sample)].flatMap(
      ({ name, group, steps: [step] }) => {
        const title = name.split(' › ')[2] ?? '';
        const kind = kindOf(group, title);
        return kind && step?.kind === 'call' ? [{ kind, title, request: step.request }] : [];
      },
    ),
  ];
  const credential = contract.title === 'RevDesk v1 API' ? REVDESK_KEY : ANYBODY;
  const counts = new Map<Kind, number>();
  return made.flatMap(({ kind, title, request }) => {
    const asked = withCredential(operation, { ...request, target: spread(operation, request.target) }, credential);
    const expected = kind === 'valid' ? 'fits' : 'breaks';
    const count = counts.get(kind) ?? 0;
    if (count === MAX_REQUESTS[kind] || referee.verdict(asked, pathParametersOf(contract, asked)) !== expected) return [];
    counts.set(kind, count + 1);
    return [{ operation, kind, title, asked }];
  });
};

const kindOf = (group: string, title: string): Kind | undefined => {
  if (group === 'body') return title === 'no JSON' ? 'malformed JSON' : 'broken body';
  if (group === 'parameters') return title.startsWith('without ') ? 'missing parameter' : 'misfit parameter';
  return group === 'content type' ? 'wrong content type' : undefined;
};

/** The items of a list come one by one, unless the document says otherwise. */
const spread = ({ parameters }: Operation, target: string): string => {
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

const withCredential = (operation: Operation, { method, target, headers, body }: CaseRequest, key: string): Asked => {
  const credential = placed(operation, key);
  const query = new URLSearchParams(credential.query).toString();
  const separator = target.includes('?') ? '&' : '?';
  return {
    method,
    target: query === '' ? target : `${target}${separator}${query}`,
    headers: { ...headers, ...credential.headers },
    ...(body !== undefined && { body }),
  };
};

/** The bundled contract's pack knows its own; without a pack any will do. */
const REVDESK_KEY = 'revdesk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const ANYBODY = 'somebody:secret';

const pathParametersOf = (contract: Contract, { method, target }: Asked): ReadonlyMap<string, string> => {
  const routed = contract.route(method, target.split('?', 1)[0] ?? '');
  return routed.kind === 'operation' ? routed.pathParameters : new Map();
};
