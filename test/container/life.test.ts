import { expect, test } from 'vitest';
import { REVDESK_SANDBOX_IMAGE } from '../../testcontainers/index.ts';
import { PRODUCTION } from '../support/a-request.ts';
import { postToken } from '../support/start-test-sandbox.ts';
import { docker, inspect } from './support/docker.ts';
import { launch, runContainer } from './support/run-container.ts';
import { startSilentServer } from './support/silent-server.ts';

const OPERATION = 'v1_webrtc_token_post';

test('becomes healthy', async () => {
  await using container = await launch();

  await expect.poll(() => inspect(container.id, '{{.State.Health.Status}}'), { timeout: 20_000 }).toBe('healthy');
});

test('is unhealthy while no server is running', async () => {
  const check = docker('run', '--rm', '--entrypoint=bash', REVDESK_SANDBOX_IMAGE, '/app/is-ready.sh');

  await expect(check).rejects.toMatchObject({ code: 1 });
});

test('accepts its built-in API keys', async () => {
  await using container = await runContainer();

  const { status } = await postToken(container.url, { headers: { authorization: `Bearer ${PRODUCTION}` } });

  expect(status).toBe(200);
});

test('finishes a held request on stop, and exits with 0', async () => {
  await using container = await runContainer();
  await container.control.overrides.add({ operation: OPERATION, delayMs: 60_000 });
  const held = postToken(container.url);
  await expect.poll(() => container.control.requests.list()).toHaveLength(1);

  await docker('stop', '--time=10', container.id);

  expect((await held).status).toBe(200);
  expect(await inspect(container.id, '{{.State.ExitCode}}')).toBe('0');
});

test('stops at once, even before it is ready', async () => {
  await using silent = await startSilentServer();
  await using container = await launch({
    flags: ['--add-host=silent:host-gateway'],
    args: [`http://silent:${silent.port}/openapi.json`],
  });
  await silent.connected;

  await docker('stop', '--time=10', container.id);

  // 137 would mean that the engine killed it after ten seconds.
  expect(await inspect(container.id, '{{.State.ExitCode}}')).toBe('143');
});

test('stops on Ctrl+C', async () => {
  await using container = await runContainer();

  await docker('kill', '--signal=SIGINT', container.id);

  expect(await docker('wait', container.id)).toBe('0');
});
