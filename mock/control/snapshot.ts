import type { JsonObject } from '../json.ts';
import { DELIVERY_FAULT_KINDS } from '../outbox/delivery-fault.ts';
import { DELIVERY_STATES } from '../outbox/delivery.ts';
import type { Engine } from '../request-path/engine.ts';
import { configureScenario } from '../settings/configure-scenario.ts';
import { LAST_INSTANT } from '../state/clock.ts';
import type { StoredRecord } from '../state/collection.ts';
import { SCHEDULE } from '../state/schedule.ts';
import { jobHandlerFor } from '../world/delivery-job.ts';
import { MAX_COLLECTIONS, SETTINGS } from '../world/world.ts';

/** A world's records as JSON. */
export interface Snapshot {
  readonly version: 1;
  readonly world?: string;
  readonly at?: number;
  readonly records: Readonly<Record<string, readonly StoredRecord[]>>;
}

const INSTANT = { type: 'number', minimum: -LAST_INSTANT, maximum: LAST_INSTANT };

const listOf = (record: JsonObject): JsonObject => ({
  type: 'array',
  items: {
    type: 'object',
    required: ['record'],
    additionalProperties: false,
    properties: { record: { type: 'object', ...record }, expiresAt: { type: 'number' }, finished: { type: 'boolean' } },
  },
});

const TEXT = { type: 'string' };

const CLOCK = {
  type: 'object',
  required: ['mode'],
  properties: {
    mode: { enum: ['running', 'frozen'] },
    at: INSTANT,
    offsetMs: { type: 'number', minimum: -LAST_INSTANT / 2, maximum: LAST_INSTANT / 2 },
  },
  anyOf: [
    { required: ['at'], properties: { mode: { const: 'frozen' } } },
    { required: ['offsetMs'], properties: { mode: { const: 'running' } } },
  ],
};

/**
 * Records that the engine itself reads are checked closely: it reads them before a request is handled, where a failure could not
 * be answered. Records of scenarios and packs are not checked: if they are invalid, requests fail until a reset.
 */
export const SNAPSHOT: JsonObject = {
  type: 'object',
  required: ['version', 'records'],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    world: TEXT,
    at: { type: 'number', description: "The world's time when the snapshot was taken, in epoch milliseconds." },
    records: {
      type: 'object',
      maxProperties: MAX_COLLECTIONS,
      properties: {
        agenda: listOf({
          required: ['id', 'at', 'kind', 'subject'],
          properties: { id: TEXT, at: INSTANT, kind: TEXT, subject: TEXT },
        }),
        clock: listOf({ required: ['id', 'clock'], properties: { id: TEXT, clock: CLOCK } }),
        counters: listOf({ required: ['id', 'made'], properties: { id: TEXT, made: { type: 'integer', minimum: 0 } } }),
        outbox: listOf({
          required: ['id', 'url', 'method', 'headers', 'about', 'createdAt', 'state', 'attempts'],
          properties: {
            id: TEXT,
            url: TEXT,
            method: TEXT,
            headers: { type: 'object', additionalProperties: TEXT },
            about: TEXT,
            createdAt: INSTANT,
            dueAt: INSTANT,
            state: { enum: [...DELIVERY_STATES] },
            followers: { type: 'array', items: TEXT },
            attempts: { type: 'array', items: { type: 'object', required: ['at'], properties: { at: INSTANT } } },
          },
        }),
        disturbances: listOf({
          required: ['id', 'kind', 'times'],
          properties: { id: TEXT, kind: { enum: [...DELIVERY_FAULT_KINDS] }, times: { type: 'integer', minimum: 1 } },
        }),
        settings: listOf({ required: ['id', 'config'], properties: { id: TEXT, config: { type: 'object' } } }),
      },
      additionalProperties: listOf({ required: ['id'], properties: { id: TEXT } }),
      description: 'By collection, oldest first.',
    },
  },
};

/** What is wrong with a snapshot that matches the schema; `undefined` if it can be restored. */
export const snapshotProblem = ({ records }: Snapshot, engine: Engine): string | undefined => {
  const unknownJob = recordsIn(records, SCHEDULE).find(({ kind }) => !jobHandlerFor(engine.pack, String(kind)));
  if (unknownJob) return `records.${SCHEDULE}: unknown kind of job, "${unknownJob['kind']}".`;
  for (const { id, config } of recordsIn(records, SETTINGS)) {
    const problem = settingsProblem(String(id), config as JsonObject, engine);
    if (problem !== undefined) return `records.${SETTINGS}${problem}`;
  }
  return undefined;
};

const recordsIn = (records: Snapshot['records'], collection: string): readonly JsonObject[] =>
  Object.hasOwn(records, collection) ? (records[collection] ?? []).map(({ record }) => record) : [];

const settingsProblem = (name: string, config: JsonObject, engine: Engine): string | undefined => {
  const scenario = engine.scenarios.find((known) => known.name === name);
  if (scenario === undefined) return `: unknown scenario ${name}.`;
  const configured = configureScenario(scenario, config, engine, name);
  return 'problems' in configured
    ? `, of ${name}: ${configured.problems.map(({ problem }) => problem).join('; ')}.`
    : undefined;
};
