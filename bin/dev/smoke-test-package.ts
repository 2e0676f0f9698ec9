/** Packs the package, installs it into an empty folder as a user would, and uses its bin, its modules and its types there. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const folder = mkdtempSync(join(tmpdir(), 'revdesk-sandbox-'));

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

const check = (isOk: boolean, claim: string): void => {
  if (!isOk) throw new Error(`Check failed: ${claim}.`);
  console.log(`ok: ${claim}`);
};

const install = (): void => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { stdio: 'ignore' });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  run('npm', 'install', '--no-audit', '--no-fund', `./${tarball}`);
};

const checkServing = async (): Promise<void> => {
  const server = spawn(join('node_modules', '.bin', 'revdesk-sandbox'), ['--port', '0', '--json'], { cwd: folder });
  const exited = once(server, 'exit');
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const { url, keys } = JSON.parse(line) as {
    readonly url: string;
    readonly keys: readonly { readonly credential: string }[];
  };
  const response = await fetch(`${url}/v1/webrtc-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys[0]?.credential}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from_number: '+14155550100', to_number: '+14155550110' }),
  });
  check(response.status === 200, 'the installed bin serves the bundled contract');
  server.kill('SIGTERM');
  const [code] = (await exited) as [number | null];
  check(code === 0, 'it exits with 0 on SIGTERM');
};

const PROGRAM = `
import type { RunningSandbox } from 'revdesk-sandbox';
import { startSandbox } from 'revdesk-sandbox';
import { ControlClient } from 'revdesk-sandbox/client';
import { defineScenario } from 'revdesk-sandbox/extend';
import type { RunnableCase } from 'revdesk-sandbox/suite';
import { contractCases } from 'revdesk-sandbox/suite';

const quiet = defineScenario({ name: 'quiet', summary: 'Does nothing.', configSchema: {} });
const extend = { scenarios: [quiet] };
await using sandbox: RunningSandbox = await startSandbox({ port: 0, logLevel: 'silent', extend });
const control = new ControlClient({ url: sandbox.url });
const { mode }: { readonly mode: 'running' | 'frozen' } = await control.clock.freeze();
if (mode !== 'frozen') throw new Error(mode);
const cases: readonly RunnableCase[] = await contractCases({ target: sandbox.url, key: 'rv_test' });
for (const { run } of cases) await run();
if (cases.length === 0) throw new Error('There are no cases.');
`;

const checkTypesAndImports = (): void => {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  writeFileSync(join(folder, 'program.ts'), PROGRAM);
  // The types of Node, which users of a Node package have installed.
  mkdirSync(join(folder, 'node_modules', '@types'), { recursive: true });
  symlinkSync(resolve('node_modules/@types/node'), join(folder, 'node_modules', '@types', 'node'));
  const options = [
    '--target',
    'es2023',
    '--module',
    'nodenext',
    '--lib',
    'es2023,dom,esnext.disposable',
    '--strict',
    '--types',
    'node',
    '--ignoreConfig',
  ];
  run(process.execPath, tsc, ...options, 'program.ts');
  run(process.execPath, 'program.js');
  check(true, 'a program with its types compiles, imports the package, and runs');
};

try {
  install();
  await checkServing();
  checkTypesAndImports();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
