import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BUNDLED_CONTRACT } from '../../index.ts';

/** Prism between a client and a server: what the server answers is held against the contract, by somebody who is not us. */
export interface Referee extends AsyncDisposable {
  /** Where to send requests instead of the server. */
  readonly url: string;
}

/** What the referee found wrong with an answer; empty if nothing. It lets some faults pass, but says so in this header. */
export const violationsIn = ({ headers }: Response): string => headers.get('sl-violations') ?? '';

const PRISM = createRequire(import.meta.url).resolve('@stoplight/prism-cli');

/** @param upstream The server that is judged, with its base path. */
export const startReferee = async (upstream: string): Promise<Referee> => {
  const folder = mkdtempSync(join(tmpdir(), 'referee-'));
  const file = join(folder, 'openapi.json');
  writeFileSync(file, contractWithoutSecurity());
  // Its own judgement of requests is off: it would answer them itself, and refusals of ours would never be seen.
  const options = ['--errors', '--validate-request=false', '--port', '0'];
  const prism = spawn(process.execPath, [PRISM, 'proxy', file, upstream, ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const kill = (): void => void prism.kill('SIGKILL');
  // Also when the tests are cut short: a referee must not outlive the game.
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

/** With it, the referee would answer 401 itself. */
const contractWithoutSecurity = (): string =>
  JSON.stringify(contract, (name, value: unknown) => (name === 'security' ? undefined : value));

/** Goes on reading: a pipe that nobody empties would hold Prism up, and one that is closed would end it. */
const urlIn = ({ stdout }: { readonly stdout: Readable }, gone: Promise<void>): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    stdout.on('data', (chunk: Buffer) => {
      const url = /listening on (http:\/\/\S+)/.exec((said += String(chunk)))?.[1];
      if (url !== undefined) resolve(url);
    });
    void gone.then(() => reject(new Error(`The referee did not start: ${said}`)));
  });
