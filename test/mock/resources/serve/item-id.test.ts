import { expect, test } from 'vitest';
import type { Shape } from '../../../../mock/contract/schemas/shape.ts';
import { ANY_SHAPE } from '../../../../mock/contract/schemas/shape.ts';
import type { Resource } from '../../../../mock/resources/infer/resource.ts';
import { idCandidates, idFromPath, idText } from '../../../../mock/resources/serve/item-id.ts';
import { timestamps } from '../../../../mock/resources/serve/item-times.ts';
import { createRandom } from '../../../../mock/state/random.ts';
import { aContract, NO_CONTENT } from '../../contract/a-contract.ts';

const shape = (...types: readonly string[]): Shape => ({ ...ANY_SHAPE, types: new Set(types) });

const random = () => createRandom({ seed: 's', world: 'w', operation: 'o' }, 0);

/** A resource whose items are identified by a path parameter of this type. */
const resourceWithId = (type: string): Resource => {
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type } }];
  const [operation] = aContract({
    paths: { '/things/{id}': { get: { parameters, responses: NO_CONTENT } } },
  }).operations;
  const model = { operation: operation!, itemPath: [] };
  return { name: '/things', idField: 'id', idParameter: 'id', parents: [], roles: new Map(), model };
};

test.for<readonly [parameter: string, item: Shape | undefined, id: unknown]>([
  ['string', shape('string'), '7'],
  ['integer', shape('integer'), 7],
  ['integer', shape('string'), '7'],
  ['string', shape('integer'), 7],
  ['string', undefined, '7'],
  ['boolean', shape('boolean'), 7],
])('7 in the path, of a parameter of type %s, becomes an id of the type in the items', ([type, item, id]) => {
  expect(idFromPath(resourceWithId(type), item, '7')).toBe(id);
});

test('an id that is not a number is unchanged, and an id without a parameter is a string', () => {
  expect(idFromPath(resourceWithId('string'), shape('integer'), 'seven')).toBe('seven');
  expect(idFromPath({ ...resourceWithId('string'), idParameter: 'other' }, shape('string'), '7')).toBe('7');
});

test('numeric ids continue from the highest, and string ids keep their prefix', () => {
  const usedIds = new Set(['3', 'x', '10']);

  expect(idCandidates(undefined, shape('integer'), usedIds, random())[0]).toBe(11);
  expect(idCandidates('cus_1', shape('string'), usedIds, random())[0]).toMatch(/^cus_[0-9a-f]{24}$/);
  expect(idCandidates('x', shape('string', 'integer'), usedIds, random()).at(-1)).toBe('11');
  expect(idCandidates(undefined, undefined, new Set(), random()).at(-1)).toBe('1');
});

test('an id is written as in a path', () => {
  expect([idText('a'), idText(7), idText(undefined)]).toEqual(['a', '7', 'null']);
});

test('timestamps have their declared types, and an item without timestamps has none', () => {
  const properties = new Map([
    ['createdAt', shape('integer')],
    ['updated_at', shape('string')],
    ['name', shape('string')],
  ]);

  expect(timestamps({ ...ANY_SHAPE, properties }, 5_000, 'made')).toEqual({
    createdAt: 5,
    updated_at: '1970-01-01T00:00:05.000Z',
  });
  expect(timestamps({ ...ANY_SHAPE, properties }, 5_000, 'changed')).toEqual({
    updated_at: '1970-01-01T00:00:05.000Z',
  });
  expect(timestamps(undefined, 5_000, 'made')).toEqual({});
});
