import { expect, test } from 'vitest';
import packageManifest from '../../package.json' with { type: 'json' };
import { REVDESK_SANDBOX_IMAGE } from '../../testcontainers/index.ts';
import { docker, inspect } from './support/docker.ts';
import { launch, untilReady } from './support/run-container.ts';

const MEGABYTE = 1_000_000;

test('adds one layer of a few megabytes to the base image', async () => {
  const sizes = await docker('history', '--human=false', '--format', '{{.Size}} {{.CreatedBy}}', REVDESK_SANDBOX_IMAGE);

  const layers = sizes.split('\n').map((line) => ({ bytes: Number.parseInt(line, 10), step: line }));
  const own = layers
    .slice(
      0,
      layers.findIndex(({ step }) => step.includes('CMD ["node"]')),
    )
    .filter(({ bytes }) => bytes > 0);
  expect(own).toHaveLength(1);
  expect(own[0]?.step).toContain('COPY /app /app');
  expect(own[0]?.bytes).toBeLessThan(8 * MEGABYTE);
});

test('declares its labels, user, stop signal and port', async () => {
  const { Labels, User, StopSignal, ExposedPorts } = JSON.parse(
    await inspect(REVDESK_SANDBOX_IMAGE, '{{json .Config}}'),
  ) as Record<string, unknown>;

  expect(Labels).toMatchObject({
    'org.opencontainers.image.title': 'revdesk-sandbox',
    'org.opencontainers.image.licenses': packageManifest.license,
    'org.opencontainers.image.version': packageManifest.version,
  });
  expect({ User, StopSignal, ExposedPorts }).toEqual({
    User: 'node',
    StopSignal: 'SIGTERM',
    ExposedPorts: { '4010/tcp': {} },
  });
});

test('contains the licenses of its packages', async () => {
  const text = await docker('run', '--rm', '--entrypoint=cat', REVDESK_SANDBOX_IMAGE, '/app/THIRD-PARTY.txt');

  expect(Object.keys(packageManifest.dependencies).filter((name) => !text.includes(`${name} `))).toEqual([]);
});

test('is ready soon after the start', async () => {
  await using container = await launch();
  await untilReady(container.url);
  const readyAt = Date.now();

  const milliseconds = readyAt - Date.parse(await inspect(container.id, '{{.State.StartedAt}}'));

  // Logged for reference. The limit leaves room for a busy machine.
  console.info(`from the start of the process to ready: ${milliseconds} ms`);
  expect(milliseconds).toBeLessThan(10_000);
});
