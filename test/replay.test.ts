import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { postToken, startTestSandbox } from './support/start-test-sandbox.ts';
import { temporaryFile } from './support/temporary-file.ts';

test('replays recorded replies without the upstream', async () => {
  const folder = (await temporaryFile('here', '')).replace(/here$/, '');
  const file = `${folder}recorded.yaml`;
  await using upstream = await startTestSandbox({ seed: 'the real one' });
  const recording = await startTestSandbox({ upstream: { url: upstream.url }, record: { file } });
  const { data } = (await (await postToken(recording.url)).json()) as { readonly data: { readonly call_id: string } };
  await recording.stop();

  await using replaying = await startTestSandbox(parse(await readFile(file, 'utf8')) as object);
  const again = (await (await postToken(replaying.url)).json()) as { readonly data: object };

  expect(again.data).toMatchObject({ call_id: data.call_id });
  expect(await upstream.control.requests.list()).toHaveLength(1);
});
