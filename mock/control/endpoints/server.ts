import { describeControl } from '../describe.ts';
import type { ControlEndpoint } from '../endpoint.ts';

/** About the server as a whole. */
export const serverEndpoints: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/health',
    summary: 'Whether the server is alive.',
    access: 'open',
    run: () => ({ body: { status: 'ok' } }),
  },
  {
    method: 'GET',
    path: '/ready',
    summary: 'Whether every schema of the contract is compiled and requests are served.',
    access: 'open',
    // A sandbox exists only once its contract has been compiled whole, so that answering at all means ready.
    run: ({ desk: { engine } }) => ({
      body: {
        status: 'ready',
        contract: engine.contract.title,
        operations: engine.contract.operations.length,
      },
    }),
  },
  {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This control API as an OpenAPI document.',
    access: 'guarded',
    run: ({ desk: { endpoints } }) => ({ body: describeControl(endpoints) }),
  },
  {
    method: 'GET',
    path: '/pipeline',
    summary: 'The stages that every request passes, outermost first.',
    access: 'guarded',
    run: ({ desk: { engine } }) => ({
      body: { stages: engine.stages.map(({ name, establishes }) => ({ name, establishes })) },
    }),
  },
  {
    method: 'GET',
    path: '/worlds',
    summary: 'The worlds that are open, least recently used first.',
    access: 'guarded',
    run: ({ desk: { worlds } }) => ({ body: { worlds: worlds.names } }),
  },
];
