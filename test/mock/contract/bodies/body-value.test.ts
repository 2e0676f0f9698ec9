import { expect, test } from 'vitest';
import type { JsonObject, RequestBody } from '../../../../mock/index.ts';
import { bodyValue } from '../../../../mock/contract/bodies/body-value.ts';
import { aContract } from '../a-contract.ts';

const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';

/** The value of a body for an operation with this request body schema. */
const valueOf = (body: RequestBody, schema: JsonObject, media: JsonObject = {}): unknown => {
  const mediaType = 'mediaType' in body ? body.mediaType! : FORM;
  const contract = aContract({ operation: { requestBody: { content: { [mediaType]: { schema, ...media } } } } });
  return bodyValue(contract.operations[0]!, body)?.value;
};

const form = (query: string): RequestBody => ({
  kind: 'form',
  mediaType: FORM,
  fields: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
  bytes: query.length,
});

const object = (properties: JsonObject): JsonObject => ({ type: 'object', properties });

const NUMBERS = { type: 'array', items: { type: 'integer' } };
const FILTER = object({
  name: { type: 'string' },
  limit: { type: 'integer' },
  tags: { type: 'array', items: { type: 'string' } },
});

test.for<readonly [what: string, query: string, schema: JsonObject, media: JsonObject, value: unknown]>([
  ['texts and numbers', 'a=1&b=1', object({ a: { type: 'string' }, b: { type: 'integer' } }), {}, { a: '1', b: 1 }],
  ['a list, a field for each item', 'n=1&n=2', object({ n: NUMBERS }), {}, { n: [1, 2] }],
  ['a list of one', 'n=1', object({ n: NUMBERS }), {}, { n: [1] }],
  ['a list in one field', 'n=1,2', object({ n: NUMBERS }), { encoding: { n: { explode: false } } }, { n: [1, 2] }],
  [
    'a list separated by pipes',
    'n=1|2',
    object({ n: NUMBERS }),
    { encoding: { n: { style: 'pipeDelimited' } } },
    { n: [1, 2] },
  ],
  ['an object as JSON', 'f={"limit":2}', object({ f: FILTER }), {}, { f: { limit: 2 } }],
  [
    'a field declared as JSON',
    'f=[1]',
    object({ f: {} }),
    { encoding: { f: { contentType: 'application/json' } } },
    { f: [1] },
  ],
  [
    'brackets',
    'f[limit]=2&f[tags][]=a&f[tags][]=b',
    object({ f: FILTER }),
    { encoding: { f: { style: 'deepObject' } } },
    { f: { limit: 2, tags: ['a', 'b'] } },
  ],
  ['brackets that are not declared', 'f[limit]=2', object({ f: FILTER }), {}, { f: { limit: 2 } }],
  [
    'numbered items',
    'l[0][limit]=1&l[1][limit]=2',
    object({ l: { type: 'array', items: FILTER } }),
    {},
    { l: [{ limit: 1 }, { limit: 2 }] },
  ],
  ['a name with brackets of its own', 'n[]=1&n[]=2', object({ 'n[]': NUMBERS }), {}, { 'n[]': [1, 2] }],
  ['a field that is not declared', 'x=1', object({}), {}, { x: '1' }],
  ['a repeated field that is not a list', 'a=1&a=2', object({ a: { type: 'integer' } }), {}, { a: [1, 2] }],
])('reads a form: $0', ([, query, schema, media, value]) => {
  expect(valueOf(form(query), schema, media)).toEqual(value);
});

test('brackets may end anywhere', () => {
  const schema = object({ f: { type: 'array', items: { type: 'integer' } } });

  expect(valueOf(form('f[]=1&f[][x]=2'), schema)).toEqual({ f: [1, { x: '2' }] });
  expect(valueOf(form('[x]=1&y[=2'), object({}))).toEqual({ '[x]': '1', 'y[': '2' });
  expect(valueOf(form(`z${'[a]'.repeat(25)}=1`), object({}))).toEqual({ z: '1' });
});

test('a body that is not declared is read as is', () => {
  const { operations } = aContract();

  expect(bodyValue(operations[0]!, form('a=1'))).toEqual({ value: { a: '1' } });
  expect(bodyValue(operations[0]!, { kind: 'text', mediaType: 'text/plain', text: '1', bytes: 1 })).toEqual({
    value: '1',
  });
  expect(bodyValue(operations[0]!, { kind: 'none' })).toBeUndefined();
});

test('a property called __proto__ is a property', () => {
  expect(Object.keys(valueOf(form('__proto__=1&a[__proto__]=2'), object({})) as object)).toEqual(['__proto__', 'a']);
});

test('a file is validated as a string of its length', () => {
  const file = { fileName: 'a.png', mediaType: 'image/png', bytes: 3 };
  const body: RequestBody = { kind: 'form', mediaType: PARTS, fields: [{ name: 'f', value: file }], bytes: 99 };

  expect(valueOf(body, object({ f: { type: 'string', format: 'binary' } }))).toEqual({ f: '\0\0\0' });
  expect(valueOf(body, object({ f: { type: 'array', items: { type: 'string' } } }))).toEqual({ f: ['\0\0\0'] });
});

test('plain text is converted as its schema says', () => {
  const text = (mediaType: string): RequestBody => ({ kind: 'text', mediaType, text: '7', bytes: 1 });

  expect(valueOf(text('text/plain'), { type: 'integer' })).toBe(7);
  expect(valueOf(text('text/plain'), { type: 'string' })).toBe('7');
  expect(valueOf(text('application/xml'), { type: 'object' })).toBeUndefined();
});
