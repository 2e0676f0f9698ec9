import { expect, test } from 'vitest';
import type { JsonObject } from '../../../../mock/index.ts';
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

/** The violations of a pet that is sent, each as `field message`. */
const violationsOf = (pet: JsonObject, schema: JsonObject = PET): readonly string[] => {
  const requestBody = { content: { 'application/json': { schema } } };
  const [operation] = aContract({ schemas: SCHEMAS, operation: { requestBody } }).operations;
  return operation!.requestBody!.content[0]!.validate(pet).map(({ field, message }) => `${field} ${message}`);
};

test('the property selects the schema, and only violations of that schema are reported', () => {
  expect(violationsOf({ kind: 'cat', claws: 18 })).toEqual([]);
  expect(violationsOf({ kind: 'puppy', bark: 'wif' })).toEqual([]);
  expect(violationsOf({ kind: 'cat', bark: 'wuf' })).toContain('claws is required');
  expect(violationsOf({ kind: 'cat', bark: 'wuf' })).not.toContain('bark is required');
});

test('an unmapped value is refused, and so is a missing one', () => {
  expect(violationsOf({ kind: 'fish', claws: 1 })).toEqual(['kind must be one of "cat", "dog", "puppy"']);
  expect(violationsOf({ claws: 1 })).toContain('kind is required');
});

test('without a mapping for each schema the discriminator is a hint, and oneOf decides', () => {
  const discriminator = { propertyName: 'kind', mapping: { cat: 'Cat' } };

  expect(violationsOf({ kind: 'anything', claws: 1 }, { ...PET, discriminator })).toEqual([]);
});

test.for([
  ['no mapping', { propertyName: 'kind' }],
  ['no property name', { mapping: { cat: 'Cat', dog: 'Dog' } }],
  ['an invalid mapping', { propertyName: 'kind', mapping: { cat: 7, dog: 'Dog' } }],
  ['a string', 'kind'],
])('with %s the discriminator is a hint, too', ([, discriminator]) => {
  expect(violationsOf({ kind: 'anything', claws: 1 }, { ...PET, discriminator })).toEqual([]);
});

test('a mapping may point to an inline schema', () => {
  const schema = {
    anyOf: [SCHEMAS.Cat],
    discriminator: {
      propertyName: 'kind',
      mapping: { cat: '#/paths/~1things/put/requestBody/content/application~1json/schema/anyOf/0' },
    },
  };

  expect(violationsOf({ kind: 'dog', claws: 1 }, schema)).toEqual(['kind must be one of "cat"']);
});

test('a generated value has the property value of its schema', () => {
  const responses = { 200: { description: 'It.', content: { 'application/json': { schema: PET } } } };
  const [operation] = aContract({ schemas: SCHEMAS, operation: { responses } }).operations;
  const { schemaPointer, validate } = operation!.responses[0]!.content[0]!;

  const pets = [1, 99_999_999, 2_000_000_000].map(
    (seed) => generateValue({ document: operation!.document, schemaPointer: schemaPointer!, validate }, seed)?.value,
  );

  expect(new Set(pets.map((pet) => (pet as { readonly kind: string }).kind))).toEqual(new Set(['cat', 'dog']));
});
