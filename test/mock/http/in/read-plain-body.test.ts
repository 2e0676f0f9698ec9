import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { readPlainBody } from '../../../../mock/http/in/read-plain-body.ts';

test('a request whose connection was lost before it is read counts as aborted', async () => {
  const request = new IncomingMessage(new Socket());
  const isClosed = new Promise((resolve) => request.once('close', resolve));
  request.destroy();
  await isClosed;

  expect(await readPlainBody(request, 10)).toMatchObject({ type: 'request.aborted' });
});
