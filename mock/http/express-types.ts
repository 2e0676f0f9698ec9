import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Express middleware in Node's own types, so that users who only start a sandbox do not need Express's types. Users who mount
 * the middleware have Express.
 */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;
