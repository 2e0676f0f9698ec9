import type { JsonObject, Scenario } from '../../mock/index.ts';
import type { Sandbox } from '../../index.ts';
import { code, GENERATED, table } from './table.ts';

export const scenariosPage = ({ engine }: Sandbox): string => `${GENERATED}

# Scenarios

Scenarios add behavior on top of the engine, the same for any API. Set them in the settings file under \`scenarios\`, or change them in one
world at run time with \`PUT /_sandbox/scenarios/{name}/settings\`.

${engine.scenarios.map((scenario) => section(scenario, engine.configs.get(scenario.name) ?? {})).join('\n\n')}
`;

const section = ({ name, summary, configSchema, controls = [] }: Scenario, config: JsonObject): string => `## ${name}

${summary}

${table(
  ['setting', 'for RevDesk', 'effect'],
  Object.entries(properties(configSchema)).map(([setting, schema]) => row(setting, schema, config)),
)}
${controls.length === 0 ? '' : `\nControls: ${controls.map(({ method, path }) => code(`${method} ${path}`)).join(', ')}.`}`;

const row = (setting: string, schema: JsonObject, config: JsonObject): readonly string[] => [
  code(setting),
  code(JSON.stringify(config[setting])),
  String(schema['description']),
];

const properties = (schema: JsonObject): Readonly<Record<string, JsonObject>> =>
  schema['properties'] as Record<string, JsonObject>;
