import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writtenContract } from '../../bin/dev/contract/written-contract.ts';
import type { JsonObject } from '../../mock/index.ts';
import { BUNDLED_CONTRACT } from '../../index.ts';
import { loadDocument, readContract } from '../../mock/index.ts';
import { revdesk } from '../../revdesk/index.ts';
import { SCOPES } from '../../revdesk/scopes.ts';
import { readSettings } from '../../server/compose.ts';
import { ISSUE } from '../support/a-request.ts';

// Read as an untrusted contract: every schema is compiled and every example is validated.
const contract = readContract(await loadDocument(BUNDLED_CONTRACT));

const { handlers } = revdesk(readSettings({}, 'settings').revdesk);

const others = contract.operations.filter(({ id }) => id !== ISSUE);

const declared = ({ document, pointer }: (typeof others)[number]): JsonObject => document.locate(pointer).node;

test('the bundled contract matches docs/contract', () => {
  expect(readFileSync(BUNDLED_CONTRACT, 'utf8')).toBe(writtenContract());
});

test('the contract has exactly the operations that the pack has handlers for, and no notices', () => {
  expect(contract.operations.map(({ id }) => id).toSorted()).toEqual([...handlers.keys()].toSorted());
  expect(contract.notices).toEqual([]);
});

test('every success response has a valid example', () => {
  const without = others.flatMap(({ id, responses }) =>
    responses
      .filter(({ status, content }) => status.startsWith('2') && content[0]?.examples.size !== 1)
      .map(({ status }) => `${id} ${status}`),
  );

  expect(without).toEqual([]);
});

test('every request body has a valid example', () => {
  const violations = others.flatMap((operation) => {
    const media = operation.requestBody?.content[0];
    const content =
      operation.requestBody && operation.document.locate(`${operation.pointer}/requestBody/content/application~1json`);
    return (
      media?.validate(content?.node['example']).map(({ field, message }) => `${operation.id} ${field} ${message}`) ?? []
    );
  });

  expect(violations).toEqual([]);
});

test('examples contain only fictional phone numbers', () => {
  const numbers = readFileSync(BUNDLED_CONTRACT, 'utf8').match(/\+\d{7,}/g) ?? [];

  expect(numbers.filter((number) => !/^\+1415555010\d$|^\+1415555011\d$/.test(number))).toEqual([]);
});

test('every operation declares exactly the six errors', () => {
  const errorsOf = ({ responses }: (typeof others)[number]): readonly string[] =>
    responses.map(({ status }) => status).filter((status) => !status.startsWith('2'));
  const deviating = contract.operations.filter(
    (operation) => errorsOf(operation).join(' ') !== '400 401 403 404 409 429',
  );

  expect(deviating.map(({ id }) => id)).toEqual([]);
});

test('the pack requires the scopes that the contract names', () => {
  const named = others
    .filter(({ security }) => security.length > 0)
    .map((operation): [string, unknown] => [operation.id, declared(operation)['security']]);

  expect(named).toEqual(named.map(([id]) => [id, [{ bearerAuth: [SCOPES.get(id)] }]]));
  expect(SCOPES.get(ISSUE)).toBe('voice:webrtc');
  expect([...SCOPES.keys()].toSorted()).toEqual([ISSUE, ...named.map(([id]) => id)].toSorted());
});

test('every part names its source', () => {
  const schemas = Object.entries(contract.document.root['components'] as JsonObject)
    .filter(([kind]) => kind === 'schemas' || kind === 'parameters' || kind === 'headers')
    .flatMap(([, parts]) => Object.entries(parts as Record<string, JsonObject>))
    .filter(([name, part]) => name !== 'ErrorEnvelope' && typeof part['x-source'] !== 'string');

  expect(schemas).toEqual([]);
  expect(others.filter((operation) => typeof declared(operation)['x-source'] !== 'string')).toEqual([]);
});
