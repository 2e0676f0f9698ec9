import type { JsonObject } from '../../json.ts';
import type { ReloadResult, EngineEndpoint } from '../control-context.ts';
import { describeControl } from '../describe.ts';

const STAGE = {
  type: 'object',
  required: ['name', 'establishes'],
  properties: {
    name: { type: 'string' },
    establishes: { type: 'string', description: 'What is certain once it has passed.' },
  },
};

const RELOAD = {
  type: 'object',
  required: ['at', 'faults'],
  description: 'How the last change of contract or settings went. With faults, what was there before is still served.',
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

const shown = ({ at, faults }: ReloadResult): JsonObject => ({ at: new Date(at).toISOString(), faults });

const NOTHING_TO_RELOAD =
  'This sandbox cannot read its contract anew: it runs inside another program. Start it with the command line or startSandbox.';

/** About the server as a whole. */
export const serverEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/health',
    summary: 'Whether the server is alive.',
    access: 'open',
    output: { type: 'object', required: ['status'], properties: { status: { const: 'ok' } } },
    run: () => ({ body: { status: 'ok' } }),
  },
  {
    method: 'GET',
    path: '/ready',
    summary: 'Whether every schema of the contract is compiled and requests are served.',
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
    // A sandbox exists only once its contract has been compiled whole, so that answering at all means ready.
    run: ({ control: { engine, reload } }) => ({
      body: {
        status: 'ready',
        contract: engine.contract.title,
        operations: engine.contract.operations.length,
        ...(reload && { reload: shown(reload) }),
      },
    }),
  },
  {
    method: 'POST',
    path: '/reload',
    summary: 'Reads contract and settings anew, for all worlds, and says how that went.',
    access: 'guarded',
    reloads: true,
    output: RELOAD,
    run: ({ control: { reload, isReloadable }, refuse }) =>
      reload && isReloadable ? { body: shown(reload) } : { refused: refuse('conflict', NOTHING_TO_RELOAD) },
  },
  {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This control API as an OpenAPI document.',
    access: 'guarded',
    output: { type: 'object', required: ['openapi', 'paths'] },
    run: ({ control: { endpoints } }) => ({ body: describeControl(endpoints) }),
  },
  {
    method: 'GET',
    path: '/pipeline',
    summary: 'The stages that every request passes, outermost first.',
    access: 'guarded',
    output: {
      type: 'object',
      required: ['stages', 'credentials'],
      properties: {
        stages: { type: 'array', items: STAGE },
        credentials: {
          enum: ['listed', 'any'],
          description: 'Whether callers must be known; where none is listed, each credential is a caller of its own.',
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
    summary: 'The worlds that are open, least recently used first.',
    access: 'guarded',
    output: {
      type: 'object',
      required: ['worlds'],
      properties: { worlds: { type: 'array', items: { type: 'string' } } },
    },
    run: ({ control: { worlds } }) => ({ body: { worlds: worlds.names } }),
  },
];
