import type { JsonObject, Sandbox } from '../../index.ts';
import { SETTINGS_SCHEMA } from '../../server/settings.ts';

/** The settings file as editors understand it: every scenario with its own settings, and nothing else. */
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
