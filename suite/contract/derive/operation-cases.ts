import type { Contract, Operation } from '../../../mock/contract/index.ts';
import type { CaseRequest, ContractCase, Expected, Group, Need } from '../case.ts';
import { caseName } from '../case.ts';
import type { Sample } from '../sample.ts';
import { requestFrom } from '../sample.ts';
import { isSafe } from './safe.ts';
import { mediaStatuses, unauthorizedStatuses } from './statuses.ts';

/** What every operation owes to its contract and to HTTP: a valid request, credentials, methods, content types. */
export const operationCases = (contract: Contract, sample: Sample): readonly ContractCase[] => [
  validCase(sample),
  ...authenticationCases(sample),
  ...methodCases(contract, sample),
  ...contentTypeCases(sample),
];

const singleCall = (
  operation: Operation,
  { group, title, needs = [] }: { readonly group: Group; readonly title: string; readonly needs?: readonly Need[] },
  request: CaseRequest,
  expected: Expected,
): ContractCase => ({
  name: caseName(operation.id, group, title),
  operation: operation.id,
  group,
  needs,
  steps: [{ kind: 'call', request, expected }],
});

/** Values that were made up may name what does not exist; but they are no reason to call the request malformed. */
const validCase = (sample: Sample): ContractCase => {
  const { operation, isGiven } = sample;
  const needs: readonly Need[] = isSafe(operation) ? [] : ['mutations'];
  const about = { group: 'valid request', title: 'is taken', needs } as const;
  return singleCall(operation, about, requestFrom(sample), {
    status: isGiven ? 'success' : 'taken',
    because: 'the request fits the contract',
  });
};

const authenticationCases = (sample: Sample): readonly ContractCase[] => {
  const { operation } = sample;
  const isOpen = operation.security.length === 0 || operation.security.some((alternative) => alternative.length === 0);
  if (isOpen) return [];
  const status = unauthorizedStatuses(operation);
  // RFC 9110, section 15.5.2: a 401 MUST challenge.
  const headers = { 'www-authenticate': '*' };
  return [
    singleCall(
      operation,
      { group: 'authentication', title: 'without a credential' },
      requestFrom(sample, { sender: 'nobody' }),
      {
        status,
        headers,
        because: 'no credential was sent',
      },
    ),
    singleCall(
      operation,
      { group: 'authentication', title: 'with an unknown credential' },
      requestFrom(sample, { sender: 'stranger' }),
      {
        status,
        headers,
        because: 'the credential is nobody\u2019s',
      },
    ),
  ];
};

const METHODS = ['DELETE', 'PUT', 'PATCH', 'POST', 'GET'];

const methodCases = (contract: Contract, sample: Sample): readonly ContractCase[] => {
  const request = requestFrom(sample);
  const path = request.target.split('?', 1)[0] ?? '';
  const method = METHODS.find((each) => contract.route(each, path).kind === 'method_not_allowed');
  if (method === undefined) return [];
  const { body: _body, ...bare } = request;
  const expected: Expected = {
    status: [405],
    headers: { allow: '*' },
    because: `the path does not declare ${method} (RFC 9110, section 15.5.6: 405 with Allow)`,
  };
  return [
    singleCall(
      sample.operation,
      { group: 'method', title: `${method} is not declared` },
      { ...bare, method, headers: {} },
      expected,
    ),
  ];
};

const contentTypeCases = (sample: Sample): readonly ContractCase[] => {
  const { operation, body } = sample;
  const isChoosy = operation.requestBody?.content.every(({ mediaType }) => mediaType.includes('json')) === true;
  if (body === undefined || !isChoosy) return [];
  const request = requestFrom(sample, { headers: { ...sample.headers, 'content-type': 'text/plain' } });
  return [
    singleCall(operation, { group: 'content type', title: 'text/plain is not declared' }, request, {
      status: mediaStatuses(operation),
      because: 'the contract does not declare text/plain',
    }),
  ];
};
