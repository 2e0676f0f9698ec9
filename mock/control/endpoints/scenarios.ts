import type { JsonObject } from '../../json.ts';
import { configIn } from '../../request-path/engine.ts';
import type { Scenario } from '../../scenario.ts';
import { configureScenario } from '../../settings/configure-scenario.ts';
import { put } from '../../state/records.ts';
import { SETTINGS } from '../../world/world.ts';
import type { EngineEndpoint, EngineEndpointContext } from '../control-context.ts';

const SCENARIO = {
  type: 'object',
  required: ['name', 'summary', 'settings'],
  properties: { name: { type: 'string' }, summary: { type: 'string' }, settings: { type: 'object' } },
};

/** Endpoints for the settings of scenarios in a world. */
export const scenarioEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/scenarios',
    summary: 'Lists the scenarios, what each does, and its settings.',
    access: 'guarded',
    output: { type: 'object', required: ['scenarios'], properties: { scenarios: { type: 'array', items: SCENARIO } } },
    run: ({ control: { engine, world } }) => ({
      body: {
        scenarios: engine.scenarios.map((scenario) => ({
          name: scenario.name,
          summary: scenario.summary,
          settings: configIn(engine, world, scenario.name),
        })),
      },
    }),
  },
  {
    method: 'GET',
    path: '/scenarios/{name}/settings',
    summary: "Returns a scenario's settings in this world, and their schema.",
    access: 'guarded',
    output: {
      type: 'object',
      required: ['settings', 'schema'],
      properties: { settings: { type: 'object' }, schema: { type: 'object' } },
    },
    run: (context) => {
      const scenario = scenarioNamed(context);
      if (scenario === undefined) return { refused: unknownScenario(context) };
      const { engine, world } = context.control;
      return { body: { settings: configIn(engine, world, scenario.name), schema: scenario.configSchema } };
    },
  },
  {
    method: 'PUT',
    path: '/scenarios/{name}/settings',
    summary: "Changes a scenario's settings in this world. Settings that are left out do not change.",
    access: 'guarded',
    input: { type: 'object' },
    output: { type: 'object', required: ['settings'], properties: { settings: { type: 'object' } } },
    run: (context) => {
      const scenario = scenarioNamed(context);
      if (scenario === undefined) return { refused: unknownScenario(context) };
      const { control, input, refuse } = context;
      const settings = { ...configIn(control.engine, control.world, scenario.name), ...(input as JsonObject) };
      const configured = configureScenario(scenario, settings, control.engine, `scenarios/${scenario.name}`);
      if ('problems' in configured) {
        return {
          refused: refuse('invalid_request', `${configured.problems.map(({ problem }) => problem).join('; ')}.`),
        };
      }
      const { config } = configured;
      return { changes: [put(SETTINGS, { id: scenario.name, config })], body: { settings: config } };
    },
  },
];

const scenarioNamed = ({ control, path }: EngineEndpointContext): Scenario | undefined =>
  control.engine.scenarios.find(({ name }) => name === path.get('name'));

const unknownScenario = ({ control, refuse }: EngineEndpointContext): ReturnType<EngineEndpointContext['refuse']> =>
  refuse('not_found', `Unknown scenario. Known: ${control.engine.scenarios.map(({ name }) => name).join(', ')}.`);
