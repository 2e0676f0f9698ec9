import { createServer } from 'node:http';
import { STATIC_REPLY } from './static-reply.ts';

const body = Buffer.from(JSON.stringify(STATIC_REPLY));
const headers = { 'content-type': 'application/json', 'content-length': body.length };

createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, headers).end(body));
}).listen(Number(process.argv[2]), '127.0.0.1');
