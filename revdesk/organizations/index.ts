import type { Handler } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data } from '../table/data.ts';
import { listing } from '../table/listing.ts';
import { missing } from '../table/table.ts';
import { changeSubEntity } from './change-sub-entity.ts';
import { createSubEntity } from './create-sub-entity.ts';
import { issueKey } from './issued-key.ts';
import { organizationControls } from './organization-controls.ts';
import { organizationSeed } from './organization.ts';
import { SUB_ENTITIES, subEntityIn } from './sub-entity.ts';

const read: Handler = (context) => {
  const subEntity = subEntityIn(context);
  if (subEntity === undefined) return missing(SUB_ENTITIES, context);
  return { reply: data(SUB_ENTITIES.show(subEntity, context)) };
};

/** Organizations and their sub-entities. */
export const organizations: Area = {
  handlers: {
    // No order is documented. With this one, existing pages do not change when sub-entities are added.
    v1_sub_entities_get: listing(SUB_ENTITIES, { meta: 'page', order: 'oldest first' }),
    v1_sub_entities_post: createSubEntity,
    v1_sub_entities_id_get: read,
    v1_sub_entities_id_patch: changeSubEntity,
  },
  seed: organizationSeed,
  controls: [issueKey, ...organizationControls],
  notes: {
    'Sub-entities': [
      'A fresh world has the sub-entity Acme North of Acme. A new sub-entity has no API key: create one with `POST /_sandbox/keys`.',
      'Under a HIPAA policy, transcripts are withheld: 403 `content_policy_forbidden`.',
    ],
  },
};
