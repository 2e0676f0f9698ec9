import type { JsonObject } from '../../mock/index.ts';
import type { Sandbox } from '../../index.ts';
import { SETTINGS_SCHEMA } from '../../server/settings.ts';
import { code, GENERATED, table } from './table.ts';

export const settingsPage = ({ engine }: Sandbox): string => `${GENERATED}

# Settings

Settings are in a YAML or JSON file, passed with \`--settings FILE\`. Flags override environment variables, which override the file, which
overrides the defaults. Rules have [their own page](../rules.md). For the settings of scenarios, see
[scenarios/README.md](../../scenarios/README.md).

With this first line, editors complete and check the file: \`# yaml-language-server: $schema=./node_modules/revdesk-sandbox/settings.schema.json\`.

${table(['setting', 'default', 'effect'], rowsOf(SETTINGS_SCHEMA, ''))}

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
