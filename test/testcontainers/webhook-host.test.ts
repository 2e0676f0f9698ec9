import { expect, test } from 'vitest';
import { RevDeskSandboxContainer } from '../../testcontainers/index.ts';

/** Exposes the options that the container would be started with. */
class InspectableContainer extends RevDeskSandboxContainer {
  get allowed(): string | undefined {
    return this.environment['REVDESK_SANDBOX_OUTGOING_ALLOW'];
  }

  get hosts(): readonly string[] {
    return this.hostConfig.ExtraHosts ?? [];
  }
}

test('by default, webhooks to the machine of the test are allowed, and its host name is defined in the container', () => {
  const { allowed, hosts } = new InspectableContainer().withWebhookHost();

  expect(allowed).toBe('host.docker.internal');
  expect(hosts).toEqual(['host.docker.internal:host-gateway']);
});

test('several hosts can be allowed', () => {
  const { allowed, hosts } = new InspectableContainer()
    .withWebhookHost('host.testcontainers.internal')
    .withWebhookHost('receiver');

  expect(allowed).toBe('host.testcontainers.internal,receiver');
  expect(hosts).toEqual([]);
});
