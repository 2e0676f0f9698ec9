import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERROR_STATUSES, provocationOf } from '../../../docs/generator/revdesk/provocation.ts';
import type { RunningSandbox } from '../../../index.ts';
import { BUNDLED_CONTRACT, loadDocument, readContract } from '../../../index.ts';
import type { Referee } from '../../differential/prism.ts';
import { startReferee } from '../../differential/prism.ts';
import { startTestSandbox } from '../../support/start-test-sandbox.ts';
import { Story } from './story.ts';
import { validRequest } from './valid-request.ts';

let sandbox: RunningSandbox;
let referee: Referee;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  referee = await startReferee(sandbox.url);
});

afterAll(async () => {
  await referee[Symbol.asyncDispose]();
  await sandbox.stop();
});

const { operations } = readContract(await loadDocument(BUNDLED_CONTRACT));

/** Each in a world of its own. */
const storyOf = (id: string, part: number | string): Story =>
  new Story(
    sandbox,
    referee.url,
    `${id
      .replaceAll(/[^a-z0-9]/gi, '-')
      .toLowerCase()
      .slice(0, 50)}-${part}`,
  );

test('RevDesk has 108 operations', () => {
  expect(operations).toHaveLength(108);
});

test.for(operations)('$id succeeds, and the referee finds nothing wrong', async (operation) => {
  const story = storyOf(operation.id, 'ok');

  const { status, text, violations } = await story.ask(operation.method, await validRequest(story, operation));

  expect({ isSuccess: status < 300, text, violations }).toEqual({ isSuccess: true, text, violations: '' });
});

test.for(operations.flatMap((operation) => ERROR_STATUSES.map((status) => ({ operation, id: operation.id, status }))))(
  '$id is brought to answer $status, and the referee finds nothing wrong',
  async ({ operation, status }) => {
    const story = storyOf(operation.id, status);
    const { asks, throttled = false } = provocationOf(operation, status);
    const requests = asks(await validRequest(story, operation));
    if (throttled) await story.throttle();

    const answers = [];
    for (const request of requests) answers.push(await story.ask(operation.method, request));

    expect(answers.at(-1)).toMatchObject({ status, code: expect.any(String), violations: '' });
  },
);
