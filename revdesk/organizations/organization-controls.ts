import type { ControlEndpoint } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { noOrganization, organizationCalled, ORGANIZATIONS } from './organization.ts';

/** What a tester does to organizations, beside the API: an umbrella cannot put itself under HIPAA over it. */
export const organizationControls: readonly ControlEndpoint[] = [
  {
    method: 'PUT',
    path: '/organizations/{organization}/hipaa',
    summary: 'Puts an organization under a HIPAA policy, or takes it out of it. Its sub-entities stay as they are.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['enabled'],
      additionalProperties: false,
      properties: { enabled: { type: 'boolean', description: 'Whether a policy holds.' } },
    },
    output: {
      type: 'object',
      required: ['organization', 'hipaa_enabled'],
      properties: { organization: { type: 'string' }, hipaa_enabled: { type: 'boolean' } },
    },
    run: ({ input, path, records, refuse }) => {
      const wanted = path.get('organization') ?? '';
      const before = organizationCalled(records, wanted);
      if (before === undefined) return { refused: refuse('not_found', noOrganization(wanted)) };
      const { enabled: hipaa_enabled } = input as { readonly enabled: boolean };
      return {
        changes: [put(ORGANIZATIONS, { ...before, hipaa_enabled })],
        body: { organization: before.id, hipaa_enabled },
      };
    },
  },
];
