import type { JsonObject } from '../../mock/index.ts';
import type { Sandbox } from '../../index.ts';
import { SETTINGS_SCHEMA } from '../../server/settings.ts';

/** JSON Schema of the settings file, for editors: it allows each scenario's settings, and no unknown ones. */
export const settingsSchema = ({ engine }: Sandbox): string => {
  const properties = SETTINGS_SCHEMA['properties'] as JsonObject;
  const scenarios = {
    ...(properties['scenarios'] as JsonObject),
    properties: Object.fromEntries(
      engine.scenarios.map(({ name, summary, configSchema }) => [name, { description: summary, ...configSchema }]),
    ),
  };
  return JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Settings of revdesk-sandbox',
    ...SETTINGS_SCHEMA,
    properties: { ...properties, scenarios },
  });
};
