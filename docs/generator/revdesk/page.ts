import type { Sandbox } from '../../../index.ts';
import type { Operation } from '../../../mock/contract/index.ts';
import { valueAt } from '../../../mock/contract/index.ts';
import { areasOf } from '../../../revdesk/areas.ts';
import { SCOPES } from '../../../revdesk/scopes.ts';
import { code, GENERATED, table } from '../table.ts';
import type { ErrorStatus } from './provocation.ts';
import { ERROR_STATUSES, provocationOf } from './provocation.ts';

/** What each of RevDesk's operations remembers, and how it is brought to fail. */
export const revdeskPage = ({ engine: { contract } }: Sandbox): string => {
  const { operations } = contract;
  const tags = valueAt(operations[0]?.document.root, '/tags') as readonly Tag[];
  return `${GENERATED}

# RevDesk, operation by operation

All ${operations.length} operations hold together: what was created is listed, read, changed and gone, for the organization that owns it. An umbrella
organization reaches what its sub-entities have; a sub-entity has its own. Nothing waits for real time: \`POST /_sandbox/clock/advance\` brings about
what falls due. [Magic numbers](magic-numbers.md) say how calls and texts go, the [control API](control-api.md) what a tester can do beside the API.

## Errors that any operation can give

${table(
  ['status', 'how'],
  ERROR_STATUSES.map((status) => [String(status), IN_GENERAL[status]]),
)}

Any declared status comes with \`Prefer: code=409\` as well. The tables below have the most natural way for each operation; where it is \`Prefer\`, nothing that a
client does brings the status about.

${tags
  .map((tag) =>
    section(
      tag,
      operations.filter((each) => tagOf(each) === tag.name),
    ),
  )
  .join('\n\n')}
`;
};

/** No setting changes what is said of the areas. */
const NOTES: ReadonlyMap<string, readonly string[]> = new Map(
  areasOf({ maxCallSeconds: 14_400, guardrails: { allowlist: [] } }, []).flatMap(({ notes = {} }) =>
    Object.entries(notes),
  ),
);

const IN_GENERAL: Readonly<Record<ErrorStatus, string>> = {
  400: '`validation_error`: the request breaks the contract; `fields` says where',
  401: '`unauthorized`: no key, an unknown one, or one that was revoked',
  403: '`insufficient_scope`: the key lacks the scope, which the challenge names; `forbidden`: it may not use what it names',
  404: '`not_found`: nothing of that id is within reach of the key',
  409: '`conflict`: the state forbids it; `idempotency_conflict`: the Idempotency-Key was used for another request',
  429: '`rate_limited`: 600 requests a minute, 120 with a demo key; `Retry-After` says how long to wait',
};

/** Each of RevDesk's operations has one. */
const tagOf = ({ document, pointer }: Operation): unknown => valueAt(document.root, `${pointer}/tags/0`);

interface Tag {
  readonly name: string;
  readonly description: string;
}

const section = ({ name, description }: Tag, operations: readonly Operation[]): string =>
  [
    `## ${name}`,
    description,
    (NOTES.get(name) ?? []).map((note) => `- ${note}`).join('\n'),
    table(['operation', 'what it does', 'scope', ...ERROR_STATUSES.map(String)], operations.map(row)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

const row = (operation: Operation): readonly string[] => [
  code(`${operation.method} ${operation.path}`),
  operation.summary,
  SCOPES.has(operation.id) ? code(SCOPES.get(operation.id) ?? '') : 'none',
  ...ERROR_STATUSES.map((status) => provocationOf(operation, status).how),
];
