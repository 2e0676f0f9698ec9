import { controlEndpoints } from '../../mock/control/endpoints/index.ts';
import type { ControlEndpoint, Sandbox } from '../../index.ts';
import { code, GENERATED, table } from './table.ts';

export const controlPage = (sandbox: Sandbox): string => `${GENERATED}

# The control API

Under \`/_sandbox\` in each world: \`/_sandbox/…\` for the world \`default\`, \`/~name/_sandbox/…\` for another. JSON in, JSON out, errors in
the API's own envelope. \`GET /_sandbox/openapi.json\` describes it.

Without a control token, guarded calls are answered to this machine only, and to no web page of another site. With one
(\`--control-token\`) they need the header \`Sandbox-Control-Token\`.

${table(['call', 'what it does', 'who may call'], controlEndpoints(sandbox).map(row))}
`;

const row = ({ method, path, summary, access }: ControlEndpoint): readonly string[] => [
  code(`${method} ${path}`),
  summary,
  WHO[access],
];

const WHO: Readonly<Record<ControlEndpoint['access'], string>> = {
  open: 'anybody',
  guarded: 'guarded',
  spend: 'bearer of a calling token that is not spent',
  use: 'bearer of a calling token that is in use',
};
