import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../index.ts';
import { ControlClient, createSandboxMiddleware } from '../index.ts';
import { ISSUE } from './support/a-request.ts';
import { eventually } from './support/eventually.ts';
import { postToken, startTestSandbox } from './support/start-test-sandbox.ts';

interface Mounted {
  readonly origin: string;
  /** The base URL of the sandbox. */
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Stops the app, and the sandbox with it. */
  readonly stop: () => void;
}

/** A sandbox mounted under `/revdesk` in another app. */
const mount = async (prepare: (app: express.Express) => void = () => {}): Promise<Mounted> => {
  const app = express();
  prepare(app);
  const mounted = await createSandboxMiddleware({ logLevel: 'silent' });
  app.use('/revdesk', mounted.middleware);
  app.get('/mine', (_request, response) => void response.send('mine'));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.closeAllConnections());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stopBoth = (): void => {
    server.close();
    mounted.stop();
  };
  onTestFinished(stopBoth);
  return { origin, url: `${origin}/revdesk`, sandbox: mounted.sandbox, stop: stopBoth };
};

test('stops at the end of its `await using` block', async () => {
  let url: string;
  {
    await using sandbox = await startTestSandbox();
    ({ url } = sandbox);
    expect((await postToken(url)).status).toBe(200);
  }

  await expect(postToken(url)).rejects.toThrow('fetch failed');
});

test('gives the tester a control client', async () => {
  await using sandbox = await startTestSandbox();
  await sandbox.control.overrides.add({ operation: ISSUE, reply: { status: 429 } });

  expect((await postToken(sandbox.url)).status).toBe(429);
  expect((await postToken(sandbox.url)).status).toBe(200);
});

test('runs independently of another sandbox in the same process', async () => {
  await using one = await startTestSandbox();
  await using other = await startTestSandbox({ scenarios: { throttling: { planLimits: { production: 1 } } } });

  expect((await postToken(one.url)).status).toBe(200);
  expect((await postToken(other.url)).status).toBe(200);
  expect((await postToken(one.url)).status).toBe(200);
  expect((await postToken(other.url)).status).toBe(429);
});

test('uses the given clock', async () => {
  await using sandbox = await startTestSandbox({ wallClock: () => Date.UTC(2031, 4, 6) });

  expect((await postToken(sandbox.url)).headers.get('date')).toBe('Tue, 06 May 2031 00:00:00 GMT');
});

test('serves under a path of another app, which keeps its other routes', async () => {
  const { origin, url } = await mount();

  expect((await postToken(url)).status).toBe(200);
  expect((await postToken(origin)).status).toBe(404);
  expect(await (await fetch(`${origin}/mine`)).text()).toBe('mine');
});

test.for(['GET', 'HEAD'])('answers %s for a page of the API with any query', async (method) => {
  const { url } = await mount();

  const response = await fetch(`${url}/.well-known/oauth-protected-resource?for=curious`, { method });

  expect(response.status).toBe(200);
  const [found = ''] = /"resource":"[^"]*"/.exec(await response.text()) ?? [];
  expect(found).toBe(method === 'HEAD' ? '' : `"resource":"${url}"`);
});

test('uses the URL that it is mounted under in links to itself', async () => {
  const { url } = await mount();
  const control = new ControlClient({ url }).inWorld('w1');

  const { headers } = await postToken(`${url}/~w1`, { headers: { authorization: 'Bearer unknown' } });
  const { curl } = await control.requests.explain(headers.get('x-request-id') ?? '');

  expect(headers.get('www-authenticate')).toContain(`="${url}/~w1/.well-known/oauth-protected-resource"`);
  expect(curl).toContain(`${url}/~w1/v1/webrtc-token`);
});

test.for([
  ['express.json()', express.json()],
  ['express.text()', express.text({ type: '*/*' })],
  ['express.raw()', express.raw({ type: '*/*' })],
] as const)('accepts a body that %s has already parsed', async ([, parser]) => {
  const { url } = await mount((app) => app.use(parser));

  expect((await postToken(url)).status).toBe(200);
  expect((await postToken(url, { body: '{}' })).status).toBe(400);
});

test('sends delayed replies when the app that it is mounted in stops', async () => {
  const { url, sandbox, stop } = await mount();
  await new ControlClient({ url }).overrides.add({ operation: ISSUE, delayMs: 60_000 });
  const delayed = postToken(url);
  await eventually(() => sandbox.worlds.find('default')?.inFlight.size === 1);

  stop();

  expect((await delayed).status).toBe(200);
});
