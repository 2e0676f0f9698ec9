import type { ControlEndpoint } from '../../mock/index.ts';
import type { Sandbox } from '../../index.ts';
import { controlEndpoints } from '../../mock/control/endpoints/index.ts';
import { code, GENERATED, table } from './table.ts';

export const controlPage = (sandbox: Sandbox): string => `${GENERATED}

# The control API

Each world has it under \`/_sandbox\`: \`/_sandbox/…\` for the world \`default\`, \`/~name/_sandbox/…\` for another. Requests and responses are
JSON; errors have the API's own envelope. \`GET /_sandbox/openapi.json\` returns its OpenAPI document.

Without a control token, guarded calls are accepted only from this machine, and not from web pages of other sites. With one
(\`--control-token\`), they need the header \`Sandbox-Control-Token\`.

${table(['call', 'what it does', 'who may call'], controlEndpoints(sandbox).map(row))}
`;

const row = ({ method, path, summary, access }: ControlEndpoint): readonly string[] => [
  code(`${method} ${path}`),
  summary,
  WHO[access],
];

const WHO: Readonly<Record<ControlEndpoint['access'], string>> = {
  open: 'any caller',
  guarded: 'guarded',
  spend: 'bearer of an unspent calling token',
  use: 'bearer of a calling token in use',
};
