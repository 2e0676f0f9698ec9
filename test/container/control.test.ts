import { expect, test } from 'vitest';
import { ControlClient } from '../../testcontainers/index.ts';
import { docker } from './support/docker.ts';
import { runContainer } from './support/run-container.ts';

test('refuses control calls from outside without the token or with a wrong one', async () => {
  await using container = await runContainer();

  await expect(new ControlClient({ url: container.url }).reset()).rejects.toMatchObject({ status: 401 });
  await expect(new ControlClient({ url: container.url, token: 'guessed' }).reset()).rejects.toMatchObject({
    status: 401,
  });
  await expect(container.control.reset()).resolves.toBeUndefined();
});

test('refuses all control calls from outside if it was started without a token', async () => {
  await using container = await runContainer({ environment: {} });

  await expect(new ControlClient({ url: container.url }).reset()).rejects.toMatchObject({ status: 403 });
});

test('accepts control calls from inside if it was started without a token', async () => {
  await using container = await runContainer({ environment: {} });
  const program = "fetch('http://127.0.0.1:4010/_sandbox/clock').then((response) => console.log(response.status))";

  expect(await docker('exec', container.id, 'node', '-e', program)).toBe('200');
});
