import type { Sandbox } from '../../../index.ts';
import type { Operation } from '../../../mock/contract/index.ts';
import { valueAt } from '../../../mock/contract/index.ts';
import { areasOf } from '../../../revdesk/areas.ts';
import { SCOPES } from '../../../revdesk/scopes.ts';
import { code, GENERATED, table } from '../table.ts';
import type { ErrorStatus } from './provocation.ts';
import { ERROR_STATUSES, provocationOf } from './provocation.ts';

/** What each RevDesk operation does, and how to get each of its errors. */
export const revdeskPage = ({ engine: { contract } }: Sandbox): string => {
  const { operations } = contract;
  const tags = valueAt(operations[0]?.document.root, '/tags') as readonly Tag[];
  return `${GENERATED}

# RevDesk, operation by operation

All ${operations.length} operations share one state: items that were created can be listed, read, changed and deleted by
the organization that owns them. An umbrella organization can access what its sub-entities own; a sub-entity only its own. Nothing waits for
real time: \`POST /_sandbox/clock/advance\` runs the jobs that are due. [Magic numbers](magic-numbers.md) determine how calls and texts
proceed. The [control API](control-api.md) lists what a tester can do in addition to the API.

## Errors of any operation

${table(
  ['status', 'cause'],
  ERROR_STATUSES.map((status) => [String(status), IN_GENERAL[status]]),
)}

\`Prefer: code=409\` also forces any declared status. The tables below show the most natural way for each operation; if it is \`Prefer\`,
no other request leads to the status.

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

/** Notes by area. They do not depend on settings. */
const NOTES: ReadonlyMap<string, readonly string[]> = new Map(
  areasOf({ maxCallSeconds: 14_400, guardrails: { allowlist: [] } }, []).flatMap(({ notes = {} }) =>
    Object.entries(notes),
  ),
);

const IN_GENERAL: Readonly<Record<ErrorStatus, string>> = {
  400: '`validation_error`: the request breaks the contract; `fields` says where',
  401: '`unauthorized`: no key, an unknown one, or one that was revoked',
  403: '`insufficient_scope`: the key lacks the scope, which the challenge names; `forbidden`: the key may not use what the request names',
  404: '`not_found`: the key can access no item with that id',
  409: '`conflict`: the state of the item forbids it; `idempotency_conflict`: the Idempotency-Key was used for another request',
  429: '`rate_limited`: 600 requests a minute, 120 with a demo key; `Retry-After` says how long to wait',
};

/** The tag of an operation; each RevDesk operation has one. */
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
    table(['operation', 'summary', 'scope', ...ERROR_STATUSES.map(String)], operations.map(row)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

const row = (operation: Operation): readonly string[] => [
  code(`${operation.method} ${operation.path}`),
  operation.summary,
  SCOPES.has(operation.id) ? code(SCOPES.get(operation.id) ?? '') : 'none',
  ...ERROR_STATUSES.map((status) => provocationOf(operation, status).how),
];
