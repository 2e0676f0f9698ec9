/**
 * A Testcontainers module: starts the sandbox in a container, and provides a client for its control API.
 *
 * Requires the package `testcontainers`. From this package it uses only the client.
 *
 * @module
 */
export { ControlClient, ControlError } from '../client/index.ts';
export type * from '../client/index.ts';
export type { ApiKeyKind } from './api-keys.ts';
export { REVDESK_SANDBOX_IMAGE, RevDeskSandboxContainer } from './revdesk-sandbox-container.ts';
export { StartedRevDeskSandboxContainer } from './started-revdesk-sandbox-container.ts';
