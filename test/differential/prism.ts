import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BUNDLED_CONTRACT } from '../../index.ts';

/** Prism as a proxy between a client and a server. It checks the server's responses against the contract, independently of the sandbox. */
export interface PrismProxy extends AsyncDisposable {
  /** Where to send requests instead of the server. */
  readonly url: string;
}

/** The violations that Prism found in a response; empty if none. Prism passes some invalid responses through with this header only. */
export const violationsIn = ({ headers }: Response): string => headers.get('sl-violations') ?? '';

const PRISM = createRequire(import.meta.url).resolve('@stoplight/prism-cli');

/** @param upstream The server to check, with its base path. */
export const startPrismProxy = async (upstream: string): Promise<PrismProxy> => {
  const folder = mkdtempSync(join(tmpdir(), 'prism-'));
  const file = join(folder, 'openapi.json');
  writeFileSync(file, contractWithoutSecurity());
  // Prism's validation of requests is off: it would answer invalid ones itself, and the sandbox's refusals would never be checked.
  const options = ['--errors', '--validate-request=false', '--port', '0'];
  const prism = spawn(process.execPath, [PRISM, 'proxy', file, upstream, ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const kill = (): void => void prism.kill('SIGKILL');
  // Also when the tests are interrupted: Prism must not keep running.
  process.once('exit', kill);
  const gone = new Promise<void>((resolve) => prism.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    kill();
    await gone;
    process.off('exit', kill);
    rmSync(folder, { recursive: true });
  };
  try {
    return { url: await urlIn(prism, gone), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const contract = JSON.parse(readFileSync(BUNDLED_CONTRACT, 'utf8')) as {
  readonly paths: { readonly '/v1/webrtc-token': { readonly post: { readonly responses: object } } };
};

export const DECLARED_STATUSES = Object.keys(contract.paths['/v1/webrtc-token'].post.responses).map(Number);

/** With its `security`, Prism would answer 401 itself. */
const contractWithoutSecurity = (): string =>
  JSON.stringify(contract, (name, value: unknown) => (name === 'security' ? undefined : value));

/** Keeps reading stdout: a full pipe would block Prism, and a closed one would end it. */
const urlIn = ({ stdout }: { readonly stdout: Readable }, gone: Promise<void>): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    stdout.on('data', (chunk: Buffer) => {
      const url = /listening on (http:\/\/\S+)/.exec((output += String(chunk)))?.[1];
      if (url !== undefined) resolve(url);
    });
    void gone.then(() => reject(new Error(`Prism did not start: ${output}`)));
  });
