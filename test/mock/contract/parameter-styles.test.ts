import { expect, test } from 'vitest';
import type { JsonObject } from '../../../mock/index.ts';
import { parameterViolations } from '../../../mock/contract/parameters/parameters.ts';
import { aContract, NO_CONTENT } from './a-contract.ts';

/** Whether a parameter is read as a value in its style: the schema allows nothing else. */
const isReadAs = (parameter: JsonObject, target: string, value: unknown): boolean => {
  const schema = { type: typeOf(value), const: value, ...shapeOf(value) };
  const color = { name: 'color', required: true, schema, ...parameter };
  const path = color['in' as never] === 'path' ? '/things/{color}' : '/things';
  const { route } = aContract({ paths: { [path]: { put: { parameters: [color], responses: NO_CONTENT } } } });
  const routed = route('PUT', target.split('?', 1)[0] ?? '');
  if (routed.kind !== 'operation') throw new Error(routed.kind);
  const request = { method: 'PUT', target, headers: new Map(), body: { kind: 'none' as const }, baseUrl: '' };
  return parameterViolations({ ...routed, request }).length === 0;
};

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);

const shapeOf = (value: unknown): JsonObject => {
  if (Array.isArray(value)) return { items: { type: 'string' } };
  if (typeof value !== 'object' || value === null) return {};
  return { properties: Object.fromEntries(Object.entries(value).map(([name, each]) => [name, { type: typeof each }])) };
};

const LIST = ['blue', 'black', 'brown'];
const MAP = { R: 100, G: 200, B: 150 };

// The examples of OpenAPI 3.1.1, section 4.8.12.4.
test.for<readonly [style: string, location: string, explode: boolean, target: string, value: unknown]>([
  ['matrix', 'path', false, '/things/;color=blue', 'blue'],
  ['matrix', 'path', false, '/things/;color=blue,black,brown', LIST],
  ['matrix', 'path', true, '/things/;color=blue;color=black;color=brown', LIST],
  ['matrix', 'path', false, '/things/;color=R,100,G,200,B,150', MAP],
  ['matrix', 'path', true, '/things/;R=100;G=200;B=150', MAP],
  ['label', 'path', false, '/things/.blue', 'blue'],
  ['label', 'path', false, '/things/.blue,black,brown', LIST],
  ['label', 'path', true, '/things/.blue.black.brown', LIST],
  ['label', 'path', false, '/things/.R,100,G,200,B,150', MAP],
  ['label', 'path', true, '/things/.R=100.G=200.B=150', MAP],
  ['simple', 'path', false, '/things/blue', 'blue'],
  ['simple', 'path', false, '/things/blue,black,brown', LIST],
  ['simple', 'path', true, '/things/blue,black,brown', LIST],
  ['simple', 'path', false, '/things/R,100,G,200,B,150', MAP],
  ['simple', 'path', true, '/things/R=100,G=200,B=150', MAP],
  ['form', 'query', false, '/things?color=blue,black,brown', LIST],
  ['form', 'query', true, '/things?color=blue&color=black&color=brown', LIST],
  ['form', 'query', false, '/things?color=R,100,G,200,B,150', MAP],
  ['form', 'query', true, '/things?R=100&G=200&B=150', MAP],
  ['spaceDelimited', 'query', false, '/things?color=blue%20black%20brown', LIST],
  ['spaceDelimited', 'query', false, '/things?color=R%20100%20G%20200%20B%20150', MAP],
  ['pipeDelimited', 'query', false, '/things?color=blue%7Cblack%7Cbrown', LIST],
  ['pipeDelimited', 'query', false, '/things?color=R|100|G|200|B|150', MAP],
  ['deepObject', 'query', true, '/things?color[R]=100&color[G]=200&color[B]=150', MAP],
])('reads $0 in $1, explode: $2, from $3', ([style, location, explode, target, value]) => {
  expect(isReadAs({ in: location, style, explode }, target, value)).toBe(true);
});

test('a path parameter without the prefix of its style is missing', () => {
  expect(isReadAs({ in: 'path', style: 'label' }, '/things/blue', 'blue')).toBe(false);
  expect(isReadAs({ in: 'path', style: 'matrix' }, '/things/;colors=blue', 'blue')).toBe(false);
});

test('a query parameter may be empty if it has allowEmptyValue', () => {
  expect(isReadAs({ in: 'query', allowEmptyValue: true }, '/things?color', 7)).toBe(true);
  expect(isReadAs({ in: 'query' }, '/things?color', 7)).toBe(false);
});
