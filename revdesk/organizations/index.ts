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
import { subEntityIn, SUB_ENTITIES } from './sub-entity.ts';

const read: Handler = (context) => {
  const subEntity = subEntityIn(context);
  if (subEntity === undefined) return missing(SUB_ENTITIES, context);
  return { reply: data(SUB_ENTITIES.show(subEntity, context)) };
};

/** Organizations and their sub-entities. */
export const organizations: Area = {
  handlers: {
    // The API says of no order; this is how pages stay as they are while sub-entities are added.
    v1_sub_entities_get: listing(SUB_ENTITIES, { meta: 'page', order: 'oldest first' }),
    v1_sub_entities_post: createSubEntity,
    v1_sub_entities_id_get: read,
    v1_sub_entities_id_patch: changeSubEntity,
  },
  seed: organizationSeed,
  controls: [issueKey, ...organizationControls],
  notes: {
    'Sub-entities': [
      'A fresh world has Acme North below Acme. A new one has no key: `POST /_sandbox/keys` makes one.',
      'Under HIPAA, transcripts are withheld: 403 `content_policy_forbidden`.',
    ],
  },
};
