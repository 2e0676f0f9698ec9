import type { Sandbox } from '../../index.ts';
import { code, GENERATED, table } from './table.ts';

export const pipelinePage = ({ engine }: Sandbox): string => `${GENERATED}

# The pipeline

Every request to an operation passes these stages, outermost first; the reply passes them in reverse. The journal
names the stage that replied, and \`GET /_sandbox/pipeline\` returns this list.

${table(
  ['#', 'stage', 'what it establishes'],
  engine.stages.map(({ name, establishes }, index) => [String(index + 1), code(name), establishes]),
)}

Before the first stage, the shell reads the body (a body that cannot be read is passed on as data), finds the world, and routes the
request: a request that matches no operation gets a 404 or 405. When a stage refuses, the stages below it do not run and do not change the world.
`;
