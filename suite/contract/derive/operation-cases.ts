import type { Contract } from '../../../mock/contract/index.ts';
import type { ContractCase, Expected, Need, Sender } from '../case.ts';
import { singleCall } from '../case.ts';
import type { Sample } from '../sample.ts';
import { requestFrom } from '../sample.ts';
import { needsOf } from './needs.ts';
import { mediaStatuses, unauthorizedStatuses } from './statuses.ts';

/** Cases for every operation: a valid request, credentials, methods, content types. */
export const operationCases = (contract: Contract, sample: Sample): readonly ContractCase[] => [
  validCase(sample),
  ...authenticationCases(sample),
  ...methodCases(contract, sample),
  ...contentTypeCases(sample),
];

/** Generated values may name items that do not exist. The server may then refuse the request, but not as malformed. */
const validCase = (sample: Sample): ContractCase => {
  const { operation, isGiven } = sample;
  const subject = {
    operation: operation.id,
    group: 'valid request',
    title: 'is accepted',
    needs: needsOf(operation),
  } as const;
  return singleCall(subject, requestFrom(sample), {
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
  const refused = (title: string, sender: Sender, because: string, needs: readonly Need[] = []): ContractCase =>
    singleCall({ operation: operation.id, group: 'authentication', title, needs }, requestFrom(sample, { sender }), {
      status,
      headers,
      because,
    });
  return [
    refused('without a credential', 'anonymous', 'no credential was sent'),
    refused('with an unknown credential', 'unknown', 'the credential is unknown', ['known callers']),
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
      { operation: sample.operation.id, group: 'method', title: `${method} is not declared`, needs: [] },
      { ...bare, method, headers: {} },
      expected,
    ),
  ];
};

const contentTypeCases = (sample: Sample): readonly ContractCase[] => {
  const { operation, body } = sample;
  const acceptsOnlyJson = operation.requestBody?.content.every(({ mediaType }) => mediaType.includes('json')) === true;
  if (body === undefined || !acceptsOnlyJson) return [];
  const request = requestFrom(sample, { headers: { ...sample.headers, 'content-type': 'text/plain' } });
  return [
    singleCall(
      { operation: operation.id, group: 'content type', title: 'text/plain is not declared', needs: [] },
      request,
      {
        status: mediaStatuses(operation),
        because: 'the contract does not declare text/plain',
      },
    ),
  ];
};
