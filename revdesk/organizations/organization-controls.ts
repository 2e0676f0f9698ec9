import type { ControlEndpoint } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { findOrganization, ORGANIZATIONS, unknownOrganizationText } from './organization.ts';

/** Lets a tester change the HIPAA policy of any organization; through the API, an umbrella cannot change its own. */
export const organizationControls: readonly ControlEndpoint[] = [
  {
    method: 'PUT',
    path: '/organizations/{organization}/hipaa',
    summary: 'Enables or disables the HIPAA policy of an organization. Its sub-entities do not change.',
    access: 'guarded',
    input: {
      type: 'object',
      required: ['enabled'],
      additionalProperties: false,
      properties: { enabled: { type: 'boolean', description: 'Whether the HIPAA policy applies.' } },
    },
    output: {
      type: 'object',
      required: ['organization', 'hipaa_enabled'],
      properties: { organization: { type: 'string' }, hipaa_enabled: { type: 'boolean' } },
    },
    run: ({ input, path, records, refuse }) => {
      const name = path.get('organization') ?? '';
      const before = findOrganization(records, name);
      if (before === undefined) return { refused: refuse('not_found', unknownOrganizationText(name)) };
      const { enabled: hipaa_enabled } = input as { readonly enabled: boolean };
      return {
        changes: [put(ORGANIZATIONS, { ...before, hipaa_enabled })],
        body: { organization: before.id, hipaa_enabled },
      };
    },
  },
];
