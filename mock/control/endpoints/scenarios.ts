import { configureScenario } from '../../configure-scenario.ts';
import { configIn, SETTINGS } from '../../engine.ts';
import type { Scenario } from '../../scenario.ts';
import { put } from '../../state/records.ts';
import type { JsonObject } from '../../exchange.ts';
import type { ControlEndpoint, ControlSituation } from '../endpoint.ts';

const SCENARIO = {
  type: 'object',
  required: ['name', 'summary', 'settings'],
  properties: { name: { type: 'string' }, summary: { type: 'string' }, settings: { type: 'object' } },
};

/** About how scenarios are set in a world. */
export const scenarioEndpoints: readonly ControlEndpoint[] = [
  {
    method: 'GET',
    path: '/scenarios',
    summary: 'The scenarios, what each does, and how it is set.',
    access: 'guarded',
    output: { type: 'object', required: ['scenarios'], properties: { scenarios: { type: 'array', items: SCENARIO } } },
    run: ({ desk: { engine, world } }) => ({
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
    run: (situation) => {
      const scenario = scenarioNamed(situation);
      if (scenario === undefined) return { refused: unknownScenario(situation) };
      const { engine, world } = situation.desk;
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
    run: (situation) => {
      const scenario = scenarioNamed(situation);
      if (scenario === undefined) return { refused: unknownScenario(situation) };
      const { desk, input, refuse } = situation;
      const wanted = { ...configIn(desk.engine, desk.world, scenario.name), ...(input as JsonObject) };
      const configured = configureScenario(scenario, wanted, desk.engine, `scenarios/${scenario.name}`);
      if ('faults' in configured) {
        return { refused: refuse('invalid_request', `${configured.faults.map(({ problem }) => problem).join('; ')}.`) };
      }
      const { config } = configured;
      return { changes: [put(SETTINGS, { id: scenario.name, config })], body: { settings: config } };
    },
  },
];

const scenarioNamed = ({ desk, path }: ControlSituation): Scenario | undefined =>
  desk.engine.scenarios.find(({ name }) => name === path.get('name'));

const unknownScenario = ({ desk, refuse }: ControlSituation): ReturnType<ControlSituation['refuse']> =>
  refuse(
    'not_found',
    `There is no such scenario. There are ${desk.engine.scenarios.map(({ name }) => name).join(', ')}.`,
  );
