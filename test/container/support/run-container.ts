import { vi } from 'vitest';
import { ControlClient, REVDESK_SANDBOX_IMAGE } from '../../../testcontainers/index.ts';
import { docker } from './docker.ts';

export const CONTROL_TOKEN = 'known-to-the-test';

/** What a test says of `docker run`; the rest is a sandbox with a control token, published on a free port. */
export interface RunSketch {
  readonly flags?: readonly string[];
  /** What comes after the image. */
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface RunningContainer extends AsyncDisposable {
  readonly id: string;
  readonly url: string;
  readonly control: ControlClient;
}

/** Starts a container with the Docker client, as a person would, and does not wait for it. */
export const launch = async (sketch: RunSketch = {}): Promise<RunningContainer> => {
  const { flags = [], args = [], environment = { REVDESK_SANDBOX_CONTROL_TOKEN: CONTROL_TOKEN } } = sketch;
  const variables = Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`);
  // The label under which leftovers of an interrupted run are looked for.
  const fixed = ['--detach', '--label=org.testcontainers=true', '--publish=127.0.0.1::4010'];
  const id = await docker('run', ...fixed, ...variables, ...flags, REVDESK_SANDBOX_IMAGE, ...args);
  const url = `http://${await publishedAddress(id)}`;
  return {
    id,
    url,
    control: new ControlClient({ url, token: CONTROL_TOKEN }),
    [Symbol.asyncDispose]: async () => void (await docker('rm', '--force', '--volumes', id)),
  };
};

/** Empty once the container has exited. */
const publishedAddress = (id: string): Promise<string> => docker('port', id, '4010/tcp').catch(() => '');

/** Starts a container, and waits until it serves requests. */
export const runContainer = async (sketch: RunSketch = {}): Promise<RunningContainer> => {
  const container = await launch(sketch);
  await untilReady(container.url);
  return container;
};

export const untilReady = (url: string): Promise<void> =>
  vi.waitFor(
    async () => {
      const { ok } = await fetch(`${url}/_sandbox/ready`);
      if (!ok) throw new Error('It is not ready.');
    },
    { timeout: 20_000, interval: 10 },
  );
