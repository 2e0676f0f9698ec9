import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Express middleware, in Node's own types: whoever mounts it needs Express, and whoever only starts a sandbox need not have
 * Express's types.
 */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;
