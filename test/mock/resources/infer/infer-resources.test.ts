import { expect, test } from 'vitest';
import { loadDocument, readContract } from '../../../../mock/index.ts';
import { inferResources } from '../../../../mock/resources/infer/infer-resources.ts';
import { singularOf } from '../../../../mock/resources/infer/resource.ts';
import { aContract } from '../../contract/a-contract.ts';

test('finds collections, id fields, and the roles of operations', async () => {
  const { operations } = readContract(await loadDocument('test/fixtures/shop.yaml'));

  const found = inferResources(operations).map(({ name, idField, parents, roles, model }) => ({
    name,
    idField,
    parents,
    roles: [...roles.keys()],
    itemPath: model.itemPath,
  }));

  expect(found).toEqual([
    {
      name: '/owners',
      idField: 'id',
      parents: [],
      roles: ['create', 'list', 'read', 'replace', 'change', 'remove'],
      itemPath: ['data'],
    },
    {
      name: '/owners/{owner_id}/pets',
      idField: 'petId',
      parents: ['owner_id'],
      roles: ['create', 'list', 'read', 'remove'],
      itemPath: [],
    },
  ]);
});

/** The resources of an API with one path, whose item has these properties. */
const inferred = (path: string, ...properties: readonly string[]): readonly string[] => {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(properties.map((name) => [name, { type: 'string' }])),
  };
  const responses = { '200': { description: 'It.', content: { 'application/json': { schema } } } };
  const { operations } = aContract({ paths: { [path]: { get: { responses } } } });
  return inferResources(operations).map(({ name, idField }) => `${name} by ${idField}`);
};

test.for([
  ['/things/{id}', ['id'], ['/things by id']],
  ['/things/{thingId}', ['id'], ['/things by id']],
  ['/things/{thing-id}', ['thing_id'], ['/things by thing_id']],
  ['/things/{thing}', ['id', 'name'], ['/things by id']],
  ['/users/{username}', ['id', 'username'], ['/users by username']],
  ['/users/{username}', ['id'], []],
  ['/things/{id}/state', ['id'], []],
  ['/things', ['id'], []],
] as const)('infers from %s with %j: %j', ([path, properties, resources]) => {
  expect(inferred(path, ...properties)).toEqual(resources);
});

test('an item with a numeric id is identified by its login if the path parameter is a string', () => {
  const schema = { type: 'object', properties: { id: { type: 'integer' }, login: { type: 'string' } } };
  const responses = { '200': { description: 'It.', content: { 'application/json': { schema } } } };
  const parameters = [{ name: 'org', in: 'path', required: true, schema: { type: 'string' } }];
  const { operations } = aContract({ paths: { '/orgs/{org}': { get: { parameters, responses } } } });

  expect(inferResources(operations).map(({ idField }) => idField)).toEqual(['login']);
});

test.for([
  ['/pets', 'pet'],
  ['/companies', 'company'],
  ['/boxes', 'box'],
  ['/owners/{id}/pets', 'pet'],
  ['/staff', 'staff'],
] as const)('the singular of %s is %s', ([name, singular]) => {
  expect(singularOf({ name })).toBe(singular);
});
