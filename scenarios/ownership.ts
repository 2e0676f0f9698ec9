import { bodyValue } from '../mock/contract/bodies/body-value.ts';
import { valueAt } from '../mock/contract/document/pointer.ts';
import type { Exchange, JsonObject } from '../mock/exchange.ts';
import { canAccess } from '../mock/exchange.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { WorldRecord } from '../mock/state/records.ts';
import { fieldOf } from '../mock/state/records.ts';

/** That a request names something which must be the caller's. */
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
  summary: 'What a request names as its own must belong to the caller, and be in a state to be used.',
  configSchema: {
    properties: {
      claims: {
        type: 'array',
        default: [],
        description: 'What must be owned, by operation and field.',
        items: {
          type: 'object',
          required: ['operation', 'field', 'collection'],
          additionalProperties: false,
          properties: {
            operation: { type: 'string', description: 'The operation id.' },
            field: { type: 'string', pattern: '^/', description: "JSON pointer into the request's body." },
            collection: { type: 'string', description: 'Where records bear the named id.' },
            owner: { type: 'string', default: 'organization', description: "The record's field that names its owner." },
            requires: {
              type: 'object',
              default: {},
              description: 'What the record must say for it to be used, field by field.',
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
      how: 'Name something that belongs to somebody else, or to nobody.',
      refusal: 'not_owned',
      concerns: ({ id }, { claims }) => claims.some(({ operation }) => operation === id),
    },
    {
      name: 'not usable',
      how: 'Name something of your own that is in no state to be used.',
      refusal: 'not_usable',
      concerns: ({ id }, { claims }) =>
        claims.some(({ operation, requires }) => operation === id && Object.keys(requires).length > 0),
    },
  ],

  around({ config, exchange, records, refuse }, next) {
    for (const claim of config.claims) {
      const named = claim.operation === exchange.operation.id ? nameIn(exchange, claim) : undefined;
      if (named === undefined) continue;
      const record = records.get(claim.collection, named);
      const field = claim.field.slice(1).replaceAll('/', '.');
      // The same words whether somebody else owns it or nobody does: a sandbox must not teach clients to probe.
      if (record === undefined || !canAccess(exchange.caller, fieldOf(record, claim.owner))) {
        const text = `${named} is not yours. Use one that your organization owns.`;
        return { reply: refuse('not_owned', `${field}: ${text}`, { fields: { [field]: text } }) };
      }
      const missing = unmet(record, claim.requires);
      if (missing)
        return {
          reply: refuse('not_usable', `${field}: ${named} ${missing}`, { fields: { [field]: `${named} ${missing}` } }),
        };
    }
    return { reply: next() };
  },
});

const nameIn = ({ request, operation }: Exchange, { field }: Claim): string | undefined => {
  const value = valueAt(bodyValue(operation, request.body)?.value, field);
  return typeof value === 'string' ? value : undefined;
};

const unmet = (record: WorldRecord, requires: JsonObject): string | undefined => {
  const found = Object.entries(requires).find(([name, value]) => fieldOf(record, name) !== value);
  return (
    found &&
    `may not be used: ${found[0]} is ${JSON.stringify(fieldOf(record, found[0]))}, and must be ${JSON.stringify(found[1])}.`
  );
};
