import type { Sandbox } from '../../index.ts';
import { code, GENERATED, table } from './table.ts';

export const pipelinePage = ({ engine }: Sandbox): string => `${GENERATED}

# The pipeline

Every request to an operation passes these stages, outermost first; replies come back up through the same layers. The journal
names the stage that answered, and \`GET /_sandbox/pipeline\` prints this list.

${table(
  ['#', 'stage', 'what it establishes'],
  engine.stages.map(({ name, establishes }, index) => [String(index + 1), code(name), establishes]),
)}

Before the first stage the shell reads the body (what cannot be read is carried along as data), finds the world, and routes: what
is no operation is answered with 404 or 405. A stage that refuses ends the way down; nothing below it runs, and nothing below it
changes the world.
`;
