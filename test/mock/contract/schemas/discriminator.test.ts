import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../index.ts';
import { generateValue } from '../../../../mock/generate/generate-value.ts';
import { aContract } from '../a-contract.ts';

const SCHEMAS = {
  Cat: {
    type: 'object',
    required: ['kind', 'claws'],
    properties: { kind: { type: 'string' }, claws: { type: 'integer' } },
  },
  Dog: {
    type: 'object',
    required: ['kind', 'bark'],
    properties: { kind: { type: 'string' }, bark: { type: 'string' } },
  },
};

const PET = {
  oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
  discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', dog: 'Dog', puppy: 'Dog' } },
};

/** What is wrong with a pet that is sent, each as `field message`. */
const faultsOf = (pet: JsonObject, schema: JsonObject = PET): readonly string[] => {
  const requestBody = { content: { 'application/json': { schema } } };
  const [operation] = aContract({ schemas: SCHEMAS, operation: { requestBody } }).operations;
  return operation!.requestBody!.content[0]!.validate(pet).map(({ field, message }) => `${field} ${message}`);
};

test('the property decides, and what is wrong is told of the schema that it means alone', () => {
  expect(faultsOf({ kind: 'cat', claws: 18 })).toEqual([]);
  expect(faultsOf({ kind: 'puppy', bark: 'wif' })).toEqual([]);
  expect(faultsOf({ kind: 'cat', bark: 'wuf' })).toContain('claws is required');
  expect(faultsOf({ kind: 'cat', bark: 'wuf' })).not.toContain('bark is required');
});

test('a value that means nothing is refused, and so is none', () => {
  expect(faultsOf({ kind: 'fish', claws: 1 })).toEqual(['kind must be one of "cat", "dog", "puppy"']);
  expect(faultsOf({ claws: 1 })).toContain('kind is required');
});

test('without a mapping for each schema it is a hint, and the choice holds', () => {
  const discriminator = { propertyName: 'kind', mapping: { cat: 'Cat' } };

  expect(faultsOf({ kind: 'anything', claws: 1 }, { ...PET, discriminator })).toEqual([]);
});

test.for([
  ['no mapping', { propertyName: 'kind' }],
  ['no name of a property', { mapping: { cat: 'Cat', dog: 'Dog' } }],
  ['a mapping to nothing', { propertyName: 'kind', mapping: { cat: 7, dog: 'Dog' } }],
  ['a word', 'kind'],
])('with %s it is a hint, too', ([, discriminator]) => {
  expect(faultsOf({ kind: 'anything', claws: 1 }, { ...PET, discriminator })).toEqual([]);
});

test('what is written in place may be named by its place', () => {
  const schema = {
    anyOf: [SCHEMAS.Cat],
    discriminator: {
      propertyName: 'kind',
      mapping: { cat: '#/paths/~1things/put/requestBody/content/application~1json/schema/anyOf/0' },
    },
  };

  expect(faultsOf({ kind: 'dog', claws: 1 }, schema)).toEqual(['kind must be one of "cat"']);
});

test('what is generated names its schema', () => {
  const responses = { 200: { description: 'It.', content: { 'application/json': { schema: PET } } } };
  const [operation] = aContract({ schemas: SCHEMAS, operation: { responses } }).operations;
  const { schemaPointer, validate } = operation!.responses[0]!.content[0]!;

  const pets = [1, 99_999_999, 2_000_000_000].map(
    (seed) => generateValue({ document: operation!.document, schemaPointer: schemaPointer!, validate }, seed)?.value,
  );

  expect(new Set(pets.map((pet) => (pet as { readonly kind: string }).kind))).toEqual(new Set(['cat', 'dog']));
});
