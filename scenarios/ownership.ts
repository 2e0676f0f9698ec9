import { canAccess } from '../mock/caller.ts';
import { bodyValue } from '../mock/contract/bodies/body-value.ts';
import { valueAt } from '../mock/contract/document/pointer.ts';
import type { Exchange } from '../mock/exchange.ts';
import type { JsonObject } from '../mock/json.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { WorldRecord } from '../mock/state/records.ts';
import { fieldOf } from '../mock/state/records.ts';

/** A field of a request that must name a record of the caller's organization. */
interface Claim {
  readonly operation: string;
  readonly field: string;
  readonly collection: string;
  readonly owner: string;
  readonly requires: JsonObject;
}

interface OwnershipConfig {
  readonly claims: readonly Claim[];
}

export const ownership = defineScenario<OwnershipConfig>({
  name: 'ownership',
  summary: 'A resource that a request uses must belong to the caller and be in a usable state.',
  configSchema: {
    properties: {
      claims: {
        type: 'array',
        default: [],
        description: 'The fields that must name owned records, by operation.',
        items: {
          type: 'object',
          required: ['operation', 'field', 'collection'],
          additionalProperties: false,
          properties: {
            operation: { type: 'string', description: 'The operation id.' },
            field: { type: 'string', pattern: '^/', description: "JSON pointer into the request's body." },
            collection: { type: 'string', description: 'The collection of the records that the field names by id.' },
            owner: {
              type: 'string',
              default: 'organization',
              description: "The record's field that contains its owner.",
            },
            requires: {
              type: 'object',
              default: {},
              description: 'The field values that make the record usable.',
            },
          },
        },
      },
    },
  },
  at: 'accepted',

  coverageSituations: [
    {
      name: 'not owned',
      how: 'Name a resource that belongs to another organization, or that does not exist.',
      refusal: 'not_owned',
      concerns: ({ id }, { claims }) => claims.some(({ operation }) => operation === id),
    },
    {
      name: 'not usable',
      how: 'Name a resource of your own that is not in a usable state.',
      refusal: 'not_usable',
      concerns: ({ id }, { claims }) =>
        claims.some(({ operation, requires }) => operation === id && Object.keys(requires).length > 0),
    },
  ],

  around({ config, exchange, records, refuse }, next) {
    for (const claim of config.claims) {
      const id = claim.operation === exchange.operation.id ? idIn(exchange, claim) : undefined;
      if (id === undefined) continue;
      const record = records.get(claim.collection, id);
      const field = claim.field.slice(1).replaceAll('/', '.');
      // The text is the same whether another organization owns the record or it does not exist, so that clients cannot probe for ids.
      if (record === undefined || !canAccess(exchange.caller, fieldOf(record, claim.owner))) {
        const text = `${id} is not yours. Use one that your organization owns.`;
        return { reply: refuse('not_owned', `${field}: ${text}`, { fields: { [field]: text } }) };
      }
      const problem = stateProblem(record, claim.requires);
      if (problem)
        return {
          reply: refuse('not_usable', `${field}: ${id} ${problem}`, { fields: { [field]: `${id} ${problem}` } }),
        };
    }
    return { reply: next() };
  },
});

const idIn = ({ request, operation }: Exchange, { field }: Claim): string | undefined => {
  const value = valueAt(bodyValue(operation, request.body)?.value, field);
  return typeof value === 'string' ? value : undefined;
};

const stateProblem = (record: WorldRecord, requires: JsonObject): string | undefined => {
  const found = Object.entries(requires).find(([name, value]) => fieldOf(record, name) !== value);
  return (
    found &&
    `may not be used: ${found[0]} is ${JSON.stringify(fieldOf(record, found[0]))}, and must be ${JSON.stringify(found[1])}.`
  );
};
