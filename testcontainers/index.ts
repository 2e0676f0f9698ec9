/**
 * A Testcontainers module: starts the sandbox in a container for a test, and puts its control API in the test's hand.
 *
 * Needs the package `testcontainers` beside it, and of this package the client alone.
 *
 * @module
 */
export { ControlClient, ControlError } from '../client/index.ts';
export type * from '../client/index.ts';
export type { ApiKeyKind } from './api-keys.ts';
export { REVDESK_SANDBOX_IMAGE, RevDeskSandboxContainer } from './revdesk-sandbox-container.ts';
export { StartedRevDeskSandboxContainer } from './started-revdesk-sandbox-container.ts';
