import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERROR_STATUSES, provocationOf } from '../../../docs/generator/revdesk/provocation.ts';
import type { RunningSandbox } from '../../../index.ts';
import { BUNDLED_CONTRACT } from '../../../index.ts';
import { loadDocument, readContract } from '../../../mock/index.ts';
import type { PrismProxy } from '../../differential/prism.ts';
import { startPrismProxy } from '../../differential/prism.ts';
import { bundledOperations } from '../../support/bundled-operations.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';
import { Story } from './story.ts';
import { validRequest } from './valid-request.ts';

let sandbox: RunningSandbox;
let proxy: PrismProxy;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  proxy = await startPrismProxy(sandbox.url);
});

afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await sandbox.stop();
});

const { operations } = readContract(await loadDocument(BUNDLED_CONTRACT));

/** Each story has its own world. */
const storyOf = (id: string, part: number | string): Story =>
  new Story(
    sandbox,
    proxy.url,
    `${id
      .replaceAll(/[^a-z0-9]/gi, '-')
      .toLowerCase()
      .slice(0, 50)}-${part}`,
  );

test('walks every operation of the bundled contract', () => {
  expect(operations.map(({ id }) => id).toSorted()).toEqual(bundledOperations().toSorted());
});

test.for(operations)('$id succeeds, and Prism reports no violation', async (operation) => {
  const story = storyOf(operation.id, 'ok');

  const { status, text, violations } = await story.send(operation.method, await validRequest(story, operation));

  expect({ isSuccess: status < 300, text, violations }).toEqual({ isSuccess: true, text, violations: '' });
});

test.for(operations.flatMap((operation) => ERROR_STATUSES.map((status) => ({ operation, id: operation.id, status }))))(
  '$id can be made to answer $status, and Prism reports no violation',
  async ({ operation, status }) => {
    const story = storyOf(operation.id, status);
    const { requests: requestsFrom, throttled = false } = provocationOf(operation, status);
    const requests = requestsFrom(await validRequest(story, operation));
    if (throttled) await story.throttle();

    const replies = [];
    for (const request of requests) replies.push(await story.send(operation.method, request));

    expect(replies.at(-1)).toMatchObject({ status, code: expect.any(String), violations: '' });
  },
);
