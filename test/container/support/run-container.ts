import { vi } from 'vitest';
import { ControlClient, REVDESK_SANDBOX_IMAGE } from '../../../testcontainers/index.ts';
import { docker } from './docker.ts';

export const CONTROL_TOKEN = 'known-to-the-test';

/** Options for `docker run`. By default, the container has a control token and is published on a free port. */
export interface RunContainerOptions {
  readonly flags?: readonly string[];
  /** The arguments after the image. */
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface RunningContainer extends AsyncDisposable {
  readonly id: string;
  readonly url: string;
  readonly control: ControlClient;
}

/** Starts a container with the Docker client, as a user would, and does not wait until it is ready. */
export const launch = async (options: RunContainerOptions = {}): Promise<RunningContainer> => {
  const { flags = [], args = [], environment = { REVDESK_SANDBOX_CONTROL_TOKEN: CONTROL_TOKEN } } = options;
  const variables = Object.entries(environment).map(([name, value]) => `--env=${name}=${value}`);
  // The label by which containers of an interrupted run are found.
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

/** The address of the published port; empty once the container has exited. */
const publishedAddress = (id: string): Promise<string> => docker('port', id, '4010/tcp').catch(() => '');

/** Starts a container, and waits until it serves requests. */
export const runContainer = async (options: RunContainerOptions = {}): Promise<RunningContainer> => {
  const container = await launch(options);
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
