import { configureScenario } from '../../settings/configure-scenario.ts';
import { configIn } from '../../request-path/engine.ts';
import { SETTINGS } from '../../world/world.ts';
import type { Scenario } from '../../scenario.ts';
import { put } from '../../state/records.ts';
import type { JsonObject } from '../../json.ts';
import type { EngineEndpoint, EngineEndpointContext } from '../control-context.ts';

const SCENARIO = {
  type: 'object',
  required: ['name', 'summary', 'settings'],
  properties: { name: { type: 'string' }, summary: { type: 'string' }, settings: { type: 'object' } },
};

/** About how scenarios are set in a world. */
export const scenarioEndpoints: readonly EngineEndpoint[] = [
  {
    method: 'GET',
    path: '/scenarios',
    summary: 'The scenarios, what each does, and how it is set.',
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
    summary: "One scenario's settings in this world, with their schema.",
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
    summary: "Changes a scenario's settings in this world: those that are named, the others stay.",
    access: 'guarded',
    input: { type: 'object' },
    output: { type: 'object', required: ['settings'], properties: { settings: { type: 'object' } } },
    run: (context) => {
      const scenario = scenarioNamed(context);
      if (scenario === undefined) return { refused: unknownScenario(context) };
      const { control, input, refuse } = context;
      const wanted = { ...configIn(control.engine, control.world, scenario.name), ...(input as JsonObject) };
      const configured = configureScenario(scenario, wanted, control.engine, `scenarios/${scenario.name}`);
      if ('problems' in configured) {
        return { refused: refuse('invalid_request', `${configured.problems.map(({ problem }) => problem).join('; ')}.`) };
      }
      const { config } = configured;
      return { changes: [put(SETTINGS, { id: scenario.name, config })], body: { settings: config } };
    },
  },
];

const scenarioNamed = ({ control, path }: EngineEndpointContext): Scenario | undefined =>
  control.engine.scenarios.find(({ name }) => name === path.get('name'));

const unknownScenario = ({ control, refuse }: EngineEndpointContext): ReturnType<EngineEndpointContext['refuse']> =>
  refuse(
    'not_found',
    `There is no such scenario. There are ${control.engine.scenarios.map(({ name }) => name).join(', ')}.`,
  );
