import { expect, test } from 'vitest';
import { parseBody } from '../../../mock/http/parse-body.ts';

const JSON_TYPE = ['application/json'];

test.for([
  ['no bytes', Buffer.alloc(0), JSON_TYPE, { kind: 'none' }],
  ['nothing at all', undefined, [], { kind: 'none' }],
  ['JSON', Buffer.from('[1]'), JSON_TYPE, { kind: 'json', mediaType: 'application/json', value: [1], bytes: 3 }],
  ['a type in capitals', Buffer.from('1'), ['Application/JSON'], { kind: 'json', mediaType: 'application/json' }],
  ['a type built on JSON', Buffer.from('1'), ['application/merge-patch+json'], { kind: 'json', value: 1 }],
  ['a quoted charset', Buffer.from('1'), ['application/json; charset="UTF-8"'], { kind: 'json', value: 1 }],
  ['ASCII', Buffer.from('1'), ['application/json;charset=us-ascii'], { kind: 'json', value: 1 }],
  ['a byte order mark', Buffer.from('\uFEFF1'), JSON_TYPE, { kind: 'json', value: 1, bytes: 4 }],
  ['another type', Buffer.from('a=b'), ['text/plain'], { kind: 'other', mediaType: 'text/plain', bytes: 3 }],
  ['no type', Buffer.from('1'), [], { kind: 'other', mediaType: undefined, bytes: 1 }],
  ['an empty type', Buffer.from('1'), [' ; charset=utf-8'], { kind: 'other', mediaType: undefined, bytes: 1 }],
] as const)('reads %s', ([, bytes, types, expected]) => {
  expect(parseBody(bytes, types)).toMatchObject(expected);
});

test.for([
  ['broken JSON', Buffer.from('{"a":'), JSON_TYPE, 'malformed_body', 'is not JSON: Unexpected end of JSON input'],
  ['what is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), JSON_TYPE, 'malformed_body', 'not UTF-8'],
  [
    'another charset',
    Buffer.from('1'),
    ['application/json; charset=utf-16'],
    'unsupported_media_type',
    'sent as utf-16',
  ],
  ['a charset first', Buffer.from('1'), ['application/json; charset=x; q=1'], 'unsupported_media_type', 'sent as x'],
  ['two types', Buffer.from('1'), [...JSON_TYPE, ...JSON_TYPE], 'unsupported_media_type', 'Several Content-Type'],
] as const)('says what is wrong with %s', ([, bytes, types, fault, detail]) => {
  const body = parseBody(bytes, types);

  expect(body).toMatchObject({ kind: 'unreadable', fault, bytes: bytes.length });
  expect(body).toHaveProperty('detail', expect.stringContaining(detail));
});

const nested = (levels: number): Buffer => Buffer.from('['.repeat(levels) + ']'.repeat(levels));

test('takes a hundred levels of nesting, and no more', () => {
  expect(parseBody(nested(100), JSON_TYPE).kind).toBe('json');
  expect(parseBody(nested(101), JSON_TYPE)).toMatchObject({ kind: 'unreadable', fault: 'malformed_body' });
});

test('keeps a property called __proto__ as a property', () => {
  const body = parseBody(Buffer.from('{"__proto__":{"admin":true}}'), JSON_TYPE);

  expect(body).toHaveProperty('value');
  expect(Object.keys((body as { readonly value: object }).value)).toEqual(['__proto__']);
});
