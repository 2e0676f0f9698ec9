import type { RunningSandbox } from '../index.ts';
import { firstCall } from './first-call.ts';

/** Start-up message for a person: the URL, the API keys, and a first request that works as pasted. */
export const banner = (running: RunningSandbox): string => {
  const { url, sandbox, settings } = running;
  const { contract, pack } = sandbox.engine;
  const keys = pack.credentials.map(({ credential, label }) => `${credential.padEnd(42)} ${label}`);
  const isSecured = contract.operations.some(({ security }) => security.length > 0);
  const access = settings.controlToken === undefined ? 'this machine only' : 'control token required';
  return [
    '',
    `  ${contract.title}: ${counted(contract.operations.length, 'operation')} at ${url}`,
    '',
    ...block(
      'API keys',
      keys.length > 0 || !isSecured ? keys : ['Any credential works. Each one is a separate caller.'],
    ),
    ...block('Try it', firstCall(running)),
    `  Control API (${access}): ${url}${settings.controlPath}/openapi.json`,
    '  Press Ctrl+C to stop',
    '',
    '',
  ].join('\n');
};

/** One line of JSON for a program that waits until the sandbox serves requests. */
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
