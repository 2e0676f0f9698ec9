import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writtenContract } from '../../bin/dev/contract/written-contract.ts';
import type { JsonObject } from '../../index.ts';
import { BUNDLED_CONTRACT, loadDocument, readContract } from '../../index.ts';
import { SCOPES } from '../../revdesk/scopes.ts';
import { ISSUE } from '../support/a-request.ts';

// Read without trust: every schema compiled at once, every example judged.
const contract = readContract(await loadDocument(BUNDLED_CONTRACT));

const others = contract.operations.filter(({ id }) => id !== ISSUE);

const declared = ({ document, pointer }: (typeof others)[number]): JsonObject => document.locate(pointer).node;

test('the contract is what docs/contract says', () => {
  expect(readFileSync(BUNDLED_CONTRACT, 'utf8')).toBe(writtenContract());
});

test('the contract has every operation, and nothing odd', () => {
  expect(contract.operations).toHaveLength(108);
  expect(contract.notices).toEqual([]);
});

test('every success has an example that fits', () => {
  const without = others.flatMap(({ id, responses }) =>
    responses
      .filter(({ status, content }) => status.startsWith('2') && content[0]?.examples.size !== 1)
      .map(({ status }) => `${id} ${status}`),
  );

  expect(without).toEqual([]);
});

test('every request body has an example that fits', () => {
  const misfits = others.flatMap((operation) => {
    const media = operation.requestBody?.content[0];
    const content =
      operation.requestBody && operation.document.locate(`${operation.pointer}/requestBody/content/application~1json`);
    return (
      media?.validate(content?.node['example']).map(({ field, message }) => `${operation.id} ${field} ${message}`) ?? []
    );
  });

  expect(misfits).toEqual([]);
});

test('no example has a telephone number that could be somebody’s', () => {
  const numbers = readFileSync(BUNDLED_CONTRACT, 'utf8').match(/\+\d{7,}/g) ?? [];

  expect(numbers.filter((number) => !/^\+1415555010\d$|^\+1415555011\d$/.test(number))).toEqual([]);
});

test('every operation declares the six errors, and nothing more', () => {
  const errorsOf = ({ responses }: (typeof others)[number]): readonly string[] =>
    responses.map(({ status }) => status).filter((status) => !status.startsWith('2'));
  const odd = contract.operations.filter((operation) => errorsOf(operation).join(' ') !== '400 401 403 404 409 429');

  expect(odd.map(({ id }) => id)).toEqual([]);
});

test('the pack asks for the scope that the contract names', () => {
  const named = others
    .filter(({ security }) => security.length > 0)
    .map((operation): [string, unknown] => [operation.id, declared(operation)['security']]);

  expect(named).toHaveLength(105);
  expect(named).toEqual(named.map(([id]) => [id, [{ bearerAuth: [SCOPES.get(id)] }]]));
  expect(SCOPES.get(ISSUE)).toBe('voice:webrtc');
  expect(SCOPES.size).toBe(106);
});

test('every part says where it is known from', () => {
  const schemas = Object.entries(contract.document.root['components'] as JsonObject)
    .filter(([kind]) => kind === 'schemas' || kind === 'parameters' || kind === 'headers')
    .flatMap(([, parts]) => Object.entries(parts as Record<string, JsonObject>))
    .filter(([name, part]) => name !== 'ErrorEnvelope' && typeof part['x-source'] !== 'string');

  expect(schemas).toEqual([]);
  expect(others.filter((operation) => typeof declared(operation)['x-source'] !== 'string')).toEqual([]);
});
