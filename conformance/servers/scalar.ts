/** Serves a document with Scalar's mock server: `scalar.ts FILE PORT`. Scalar only creates the application; this file listens. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createMockServer } from '@scalar/mock-server';
import { parse } from 'yaml';

const [, , file = '', port = ''] = process.argv;
const document = parse(readFileSync(file, 'utf8'), { maxAliasCount: 1000 }) as Record<string, unknown>;
const application = await createMockServer({ document, logger: false });

const requestFrom = async (incoming: IncomingMessage): Promise<Request> => {
  const method = incoming.method ?? 'GET';
  const bytes = await buffer(incoming);
  const hasBody = bytes.length > 0 && method !== 'GET' && method !== 'HEAD';
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Request(`http://127.0.0.1:${port}${incoming.url}`, {
    method,
    headers,
    ...(hasBody && { body: new Uint8Array(bytes) }),
  });
};

createServer((incoming, outgoing) => {
  void requestFrom(incoming)
    .then(async (request) => application.fetch(request))
    .then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    })
    .catch((error: unknown) => {
      console.error(error);
      outgoing.destroy();
    });
}).listen(Number(port), '127.0.0.1');
