import { expect, test } from 'vitest';
import { RevDeskSandboxContainer } from '../../testcontainers/index.ts';

/** A container that tells what it would be started with. */
class OpenContainer extends RevDeskSandboxContainer {
  get allowed(): string | undefined {
    return this.environment['REVDESK_SANDBOX_OUTGOING_ALLOW'];
  }

  get hosts(): readonly string[] {
    return this.hostConfig.ExtraHosts ?? [];
  }
}

test('without a name, webhooks may go to the machine of the test, which the container then knows', () => {
  const { allowed, hosts } = new OpenContainer().withWebhookHost();

  expect(allowed).toBe('host.docker.internal');
  expect(hosts).toEqual(['host.docker.internal:host-gateway']);
});

test('several hosts may be named', () => {
  const { allowed, hosts } = new OpenContainer()
    .withWebhookHost('host.testcontainers.internal')
    .withWebhookHost('receiver');

  expect(allowed).toBe('host.testcontainers.internal,receiver');
  expect(hosts).toEqual([]);
});
