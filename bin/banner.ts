import type { RunningSandbox } from '../index.ts';
import { firstCall } from './first-call.ts';

/** For a person: where it is, with which keys, and a first call that works as pasted. */
export const banner = (running: RunningSandbox): string => {
  const { url, sandbox, settings } = running;
  const { contract, pack } = sandbox.engine;
  const keys = pack.credentials.map(({ credential, label }) => `${credential.padEnd(42)} ${label}`);
  const isSecured = contract.operations.some(({ security }) => security.length > 0);
  const guard = settings.controlToken === undefined ? 'from this machine' : 'with your control token';
  return [
    '',
    `  ${contract.title}: ${counted(contract.operations.length, 'operation')} at ${url}`,
    '',
    ...block('Keys', keys.length > 0 || !isSecured ? keys : ['Any credential will do: each is a caller of its own.']),
    ...block('Try', firstCall(running)),
    `  Control API (${guard}): ${url}${settings.controlPath}/openapi.json`,
    '  Stop with Ctrl+C',
    '',
    '',
  ].join('\n');
};

/** For a program that waits until requests are served. */
export const readyLine = ({ url, port, sandbox, settings }: RunningSandbox): string =>
  `${JSON.stringify({
    event: 'ready',
    url,
    port,
    controlUrl: url + settings.controlPath,
    contract: sandbox.engine.contract.title,
    operations: sandbox.engine.contract.operations.length,
    keys: sandbox.engine.pack.credentials,
  })}\n`;

const block = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? [`  ${title}`, ...lines.map((line) => `    ${line}`), ''] : [];

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
