import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../index.ts';
import type { Page } from '../../../../mock/resources/serve/list-page.ts';
import { showPage } from '../../../../mock/resources/serve/show-page.ts';
import { aContract } from '../../contract/a-contract.ts';

const CLOSED = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: { id: { type: 'string' } },
};

/** A page as a list shows it whose success has a schema, and which had a body without us. */
const shown = (schema: JsonObject, body: unknown, itemPath: readonly string[], page: Partial<Page>): unknown => {
  const responses = { 200: { description: 'All.', content: { 'application/json': { schema } } } };
  const [operation] = aContract({ operation: { responses } }).operations;
  const whole = { items: [], total: 1, size: 1, offset: 0, next: undefined, ...page };
  return showPage({ served: { operation: operation!, itemPath }, body }, whole);
};

const ITEM = { id: 'a', more: 1 };

test('a list shows of each item what it has room for', () => {
  expect(shown({ type: 'array', items: CLOSED }, [{ id: '?' }], [], { items: [ITEM] })).toEqual([{ id: 'a' }]);
});

test('an item that a list can make nothing of is left out', () => {
  expect(shown({ type: 'array', items: CLOSED }, [], [], { items: [ITEM] })).toEqual([]);
  expect(shown({ type: 'array', items: CLOSED }, ['no object'], [], { items: [ITEM, { id: 'b' }] })).toEqual([
    { id: 'b' },
  ]);
});

test('where no page follows, a cursor is null, empty, or not there, as the schema lets it', () => {
  const list = (next: JsonObject): JsonObject => ({ type: 'object', properties: { data: { type: 'array' }, next } });
  const last = (next: JsonObject): unknown => shown(list(next), { data: [], next: 'x' }, ['data'], {});

  expect(last({ type: ['string', 'null'] })).toEqual({ data: [], next: null });
  expect(last({ type: 'string' })).toEqual({ data: [], next: '' });
  expect(last({ type: 'string', minLength: 1 })).toEqual({ data: [] });
});

test('a fact that the schema has no room for stays as it was', () => {
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
