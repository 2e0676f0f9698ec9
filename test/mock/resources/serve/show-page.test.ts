import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../mock/index.ts';
import type { Page } from '../../../../mock/resources/serve/list-page.ts';
import { showPage } from '../../../../mock/resources/serve/show-page.ts';
import { aContract } from '../../contract/a-contract.ts';

const CLOSED = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: { id: { type: 'string' } },
};

/** The body of a list with this response schema and generated body, after the page is put into it. */
const shown = (schema: JsonObject, body: unknown, itemPath: readonly string[], page: Partial<Page>): unknown => {
  const responses = { 200: { description: 'All.', content: { 'application/json': { schema } } } };
  const [operation] = aContract({ operation: { responses } }).operations;
  const whole = { items: [], total: 1, size: 1, offset: 0, next: undefined, ...page };
  return showPage({ served: { operation: operation!, itemPath }, body }, whole);
};

const ITEM = { id: 'a', more: 1 };

test('a list shows the properties of an item that its schema allows', () => {
  expect(shown({ type: 'array', items: CLOSED }, [{ id: '?' }], [], { items: [ITEM] })).toEqual([{ id: 'a' }]);
});

test('an item that does not fit the list is left out', () => {
  expect(shown({ type: 'array', items: CLOSED }, [], [], { items: [ITEM] })).toEqual([]);
  expect(shown({ type: 'array', items: CLOSED }, ['no object'], [], { items: [ITEM, { id: 'b' }] })).toEqual([
    { id: 'b' },
  ]);
});

test('the cursor of the last page is null, empty, or missing, as the schema allows', () => {
  const list = (next: JsonObject): JsonObject => ({ type: 'object', properties: { data: { type: 'array' }, next } });
  const last = (next: JsonObject): unknown => shown(list(next), { data: [], next: 'x' }, ['data'], {});

  expect(last({ type: ['string', 'null'] })).toEqual({ data: [], next: null });
  expect(last({ type: 'string' })).toEqual({ data: [], next: '' });
  expect(last({ type: 'string', minLength: 1 })).toEqual({ data: [] });
});

test('a page property that the schema does not allow is unchanged', () => {
  const schema = {
    type: 'object',
    properties: { data: { type: 'array' }, total: { const: 9 }, page: { type: 'object' } },
  };

  expect(shown(schema, { data: [], total: 9, page: { number: 1 } }, ['data'], {})).toEqual({
    data: [],
    total: 9,
    page: { number: 1 },
  });
});
