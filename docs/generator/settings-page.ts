import type { JsonObject, Sandbox } from '../../index.ts';
import { SETTINGS_SCHEMA } from '../../server/settings.ts';
import { code, GENERATED, table } from './table.ts';

export const settingsPage = ({ engine }: Sandbox): string => `${GENERATED}

# Settings

A YAML or JSON file, given with \`--settings FILE\`. Flags go over the environment, the environment over the file, the file over
the defaults. Rules have [a page of their own](rules.md). Settings of scenarios are in [scenarios/README.md](../scenarios/README.md).

Editors complete and check the file with the first line \`# yaml-language-server: $schema=./node_modules/revdesk-sandbox/settings.schema.json\`.

${table(['setting', 'default', 'what it does'], rowsOf(SETTINGS_SCHEMA, ''))}

\`\`\`yaml
seed: my-suite
bodyLimitBytes: 65536
rules:
  - operation: v1_webrtc_token_post
    when: { properties: { body: { properties: { to_number: { pattern: '^\\\\+44' } } } } }
    reply: { status: 429 }
scenarios:
  throttling: { planLimits: { production: 5, demo: 2 } }
  ${engine.scenarios[0]?.name}: { delayMs: 50 }
revdesk:
  maxCallSeconds: 3600
  guardrails: { concurrency: 2 }
\`\`\`
`;

const rowsOf = (schema: JsonObject, prefix: string): readonly (readonly string[])[] =>
  Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>).flatMap(([name, property]) =>
    property['properties'] === undefined ? [row(prefix + name, property)] : rowsOf(property, `${prefix}${name}.`),
  );

const row = (name: string, property: JsonObject): readonly string[] => [
  code(name),
  property['default'] === undefined ? '' : code(JSON.stringify(property['default'])),
  typeof property['description'] === 'string' ? property['description'] : '',
];
