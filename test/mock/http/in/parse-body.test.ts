import { expect, test } from 'vitest';
import { parseBody } from '../../../../mock/http/in/parse-body.ts';

const JSON_TYPE = ['application/json'];

test.for([
  ['no bytes', Buffer.alloc(0), JSON_TYPE, { kind: 'none' }],
  ['undefined', undefined, [], { kind: 'none' }],
  ['JSON', Buffer.from('[1]'), JSON_TYPE, { kind: 'json', mediaType: 'application/json', value: [1], bytes: 3 }],
  ['a type in upper case', Buffer.from('1'), ['Application/JSON'], { kind: 'json', mediaType: 'application/json' }],
  ['a type with the suffix +json', Buffer.from('1'), ['application/merge-patch+json'], { kind: 'json', value: 1 }],
  ['a quoted charset', Buffer.from('1'), ['application/json; charset="UTF-8"'], { kind: 'json', value: 1 }],
  ['ASCII', Buffer.from('1'), ['application/json;charset=us-ascii'], { kind: 'json', value: 1 }],
  ['a byte order mark', Buffer.from('\uFEFF1'), JSON_TYPE, { kind: 'json', value: 1, bytes: 4 }],
  ['another type', Buffer.from('a=b'), ['image/png'], { kind: 'other', mediaType: 'image/png', bytes: 3 }],
  ['text', Buffer.from('a=b'), ['text/plain'], { kind: 'text', mediaType: 'text/plain', text: 'a=b', bytes: 3 }],
  ['text in Latin-1', Buffer.from([0xe4]), ['text/plain; charset=iso-8859-1'], { kind: 'text', text: 'ä' }],
  ['XML', Buffer.from('<a/>'), ['application/atom+xml'], { kind: 'text', text: '<a/>' }],
  [
    'a form',
    Buffer.from('a=1+2&a=%C3%A4'),
    ['application/x-www-form-urlencoded'],
    {
      kind: 'form',
      fields: [
        { name: 'a', value: '1 2' },
        { name: 'a', value: 'ä' },
      ],
    },
  ],
  ['no type', Buffer.from('1'), [], { kind: 'other', mediaType: undefined, bytes: 1 }],
  ['an empty type', Buffer.from('1'), [' ; charset=utf-8'], { kind: 'other', mediaType: undefined, bytes: 1 }],
] as const)('reads %s', async ([, bytes, types, expected]) => {
  expect(await parseBody(bytes, types)).toMatchObject(expected);
});

test.for([
  ['broken JSON', Buffer.from('{"a":'), JSON_TYPE, 'malformed_body', 'is not JSON: Unexpected end of JSON input'],
  ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), JSON_TYPE, 'malformed_body', 'not UTF-8'],
  [
    'another charset',
    Buffer.from('1'),
    ['application/json; charset=utf-16'],
    'unsupported_media_type',
    'The charset of the body is utf-16',
  ],
  [
    'a charset first',
    Buffer.from('1'),
    ['application/json; charset=x; q=1'],
    'unsupported_media_type',
    'The charset of the body is x',
  ],
  [
    'text in an unknown charset',
    Buffer.from('a'),
    ['text/plain; charset=x'],
    'unsupported_media_type',
    'x is not supported',
  ],
  ['text that is invalid in its charset', Buffer.from([0xff]), ['text/plain'], 'malformed_body', 'not valid utf-8'],
  [
    'a form with too many fields',
    Buffer.from('a&'.repeat(1_001)),
    ['application/x-www-form-urlencoded'],
    'malformed_body',
    'has 1001 fields; at most 1000 are allowed',
  ],
  ['parts without a boundary', Buffer.from('--x'), ['multipart/form-data'], 'malformed_body', 'check its boundary'],
  ['two types', Buffer.from('1'), [...JSON_TYPE, ...JSON_TYPE], 'unsupported_media_type', 'Several Content-Type'],
] as const)('reports the problem of %s', async ([, bytes, types, fault, detail]) => {
  const body = await parseBody(bytes, types);

  expect(body).toMatchObject({ kind: 'unreadable', fault, bytes: bytes.length });
  expect(body).toHaveProperty('detail', expect.stringContaining(detail));
});

const nested = (levels: number): Buffer => Buffer.from('['.repeat(levels) + ']'.repeat(levels));

test('accepts at most a hundred levels of nesting', async () => {
  expect((await parseBody(nested(100), JSON_TYPE)).kind).toBe('json');
  expect(await parseBody(nested(101), JSON_TYPE)).toMatchObject({ kind: 'unreadable', fault: 'malformed_body' });
});

test('keeps a property called __proto__ as a property', async () => {
  const body = await parseBody(Buffer.from('{"__proto__":{"admin":true}}'), JSON_TYPE);

  expect(body).toHaveProperty('value');
  expect(Object.keys((body as { readonly value: object }).value)).toEqual(['__proto__']);
});
