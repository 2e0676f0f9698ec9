import type { JsonObject } from '../../json.ts';
import type { ReloadResult } from '../../settings/reload-result.ts';
import type { EngineEndpoint } from '../control-context.ts';
import { describeControl } from '../describe.ts';

const STAGE = {
  type: 'object',
  required: ['name', 'establishes'],
  properties: {
    name: { type: 'string' },
    establishes: { type: 'string', description: 'What is guaranteed once a request has passed the stage.' },
  },
};

const RELOAD = {
  type: 'object',
  required: ['at', 'faults'],
  description:
    'The result of the last reload of contract and settings. With faults, the previous ones are still served.',
  properties: {
    at: { type: 'string', format: 'date-time' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['place', 'problem', 'remedy'],
        properties: { place: { type: 'string' }, problem: { type: 'string' }, remedy: { type: 'string' } },
      },
    },
  },
};

const reloadBody = ({ at, faults }: ReloadResult): JsonObject => ({ at: new Date(at).toISOString(), faults });

const NOT_RELOADABLE =
  'This sandbox cannot reload its contract: it runs inside another program. Start it with the command line or startSandbox.';

/** Endpoints for the server as a whole. */
export const serverEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/health',
    summary: 'Reports whether the server is alive.',
    access: 'open',
    output: { type: 'object', required: ['status'], properties: { status: { const: 'ok' } } },
    run: () => ({ body: { status: 'ok' } }),
  },
  {
    method: 'GET',
    path: '/ready',
    summary: 'Reports whether every schema of the contract is compiled and requests are served.',
    access: 'open',
    output: {
      type: 'object',
      required: ['status', 'contract', 'operations'],
      properties: {
        status: { const: 'ready' },
        contract: { type: 'string' },
        operations: { type: 'integer' },
        reload: RELOAD,
      },
    },
    // A sandbox is created after its contract has been compiled completely, so that any reply means ready.
    run: ({ control: { engine, reload } }) => ({
      body: {
        status: 'ready',
        contract: engine.contract.title,
        operations: engine.contract.operations.length,
        ...(reload && { reload: reloadBody(reload) }),
      },
    }),
  },
  {
    method: 'POST',
    path: '/reload',
    summary: 'Reloads contract and settings for all worlds, and returns the result.',
    access: 'guarded',
    reloads: true,
    output: RELOAD,
    run: ({ control: { reload, isReloadable }, refuse }) =>
      reload && isReloadable ? { body: reloadBody(reload) } : { refused: refuse('conflict', NOT_RELOADABLE) },
  },
  {
    method: 'GET',
    path: '/openapi.json',
    summary: 'Returns this control API as an OpenAPI document.',
    access: 'guarded',
    output: { type: 'object', required: ['openapi', 'paths'] },
    run: ({ control: { endpoints } }) => ({ body: describeControl(endpoints) }),
  },
  {
    method: 'GET',
    path: '/pipeline',
    summary: 'Lists the stages that every request passes, outermost first.',
    access: 'guarded',
    output: {
      type: 'object',
      required: ['stages', 'credentials'],
      properties: {
        stages: { type: 'array', items: STAGE },
        credentials: {
          enum: ['listed', 'any'],
          description: 'Whether callers must be listed. If any credential is accepted, each is a caller of its own.',
        },
      },
    },
    run: ({ control: { engine } }) => ({
      body: {
        stages: engine.stages.map(({ name, establishes }) => ({ name, establishes })),
        credentials: engine.pack.credentials.length > 0 ? 'listed' : 'any',
      },
    }),
  },
  {
    method: 'GET',
    path: '/worlds',
    summary: 'Lists the open worlds, least recently used first.',
    access: 'guarded',
    output: {
      type: 'object',
      required: ['worlds'],
      properties: { worlds: { type: 'array', items: { type: 'string' } } },
    },
    run: ({ control: { worlds } }) => ({ body: { worlds: worlds.names } }),
  },
];
