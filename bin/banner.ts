import type { RunningSandbox } from '../index.ts';

/** For a person: where it is, with which keys, and a first call that works as pasted. */
export const banner = (running: RunningSandbox): string => {
  const { url, sandbox, settings } = running;
  const { contract, pack } = sandbox.engine;
  const keys = pack.credentials.map(({ credential, label }) => `    ${credential.padEnd(42)} ${label}`);
  const guard = settings.controlToken === undefined ? 'from this machine' : 'with your control token';
  return [
    '',
    `  ${contract.title}: ${counted(contract.operations.length, 'operation')} at ${url}`,
    '',
    ...(keys.length > 0 ? ['  Keys', ...keys, ''] : []),
    '  Try',
    ...firstCall(running).map((line) => `    ${line}`),
    '',
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

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const firstCall = ({
  url,
  sandbox: {
    engine: { contract, pack },
  },
}: RunningSandbox): readonly string[] => {
  const key = pack.credentials[0]?.credential ?? 'any-key';
  if (pack.name === 'revdesk') {
    return [
      `curl -i ${url}/v1/webrtc-token \\`,
      `  -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\`,
      `  -d '{"from_number":"+14155550100","to_number":"+14155550110"}'`,
    ];
  }
  const operation =
    contract.operations.find(({ method, path }) => method === 'GET' && !path.includes('{')) ?? contract.operations[0];
  if (operation === undefined) return [`curl -i ${url}/`];
  const authorization = operation.security.length > 0 ? ` -H 'Authorization: Bearer ${key}'` : '';
  return [`curl -i -X ${operation.method} '${url}${operation.path}'${authorization}`];
};
