import { Ajv } from 'ajv';
import express from 'express';
import contract from '../../openapi.json' with { type: 'json' };
import { STATIC_REPLY } from './static-reply.ts';

const { post } = contract.paths['/v1/webrtc-token'];
const isValid = new Ajv().compile(post.requestBody.content['application/json'].schema);

express()
  .use(express.json())
  .post('/v1/webrtc-token', (request, response) => {
    if (isValid(request.body)) response.json(STATIC_REPLY);
    else response.status(400).json({ error: { code: 'validation_error', message: 'The body does not fit.' } });
  })
  .listen(Number(process.argv[2]), '127.0.0.1');
