import type { Handler, HandlerSituation, Reply } from '../../mock/index.ts';
import { data, sentIn } from '../data.ts';
import { putRow } from '../table.ts';
import type { Organization } from './organization.ts';
import { organizationOf, ORGANIZATIONS } from './organization.ts';
import { slugOf, SUB_ENTITIES } from './sub-entity.ts';

interface Sent {
  readonly name: string;
  readonly slug?: string;
}

/** `POST /v1/sub-entities`. */
export const createSubEntity: Handler = (situation) => {
  const { exchange, records, draw } = situation;
  const { name, slug: wanted = name } = sentIn<Sent>(situation);
  // No form of slugs is documented: one that is sent is brought into form as the name is.
  const slug = slugOf(wanted);
  const umbrella = organizationOf(records, exchange.caller.organization);
  const refused = umbrellaRefusal(umbrella, situation) ?? slugRefusal(slug, situation);
  if (refused) return { reply: refused };
  const uuid = draw.uuid();
  const { organization } = exchange.caller;
  const created: Organization = {
    id: uuid,
    uuid,
    name,
    slug,
    parent: organization,
    organization,
    // What the umbrella is bound to, all of it is.
    hipaa_enabled: umbrella?.hipaa_enabled ?? false,
    created_at: exchange.now,
  };
  return {
    reply: data(SUB_ENTITIES.show(created, situation), { status: 201 }),
    changes: [putRow(SUB_ENTITIES, created)],
  };
};

const umbrellaRefusal = (umbrella: Organization | undefined, { refuse }: HandlerSituation): Reply | undefined =>
  umbrella?.parent === null
    ? undefined
    : refuse('forbidden', 'A sub-entity cannot have sub-entities of its own. Use a key of its umbrella organization.');

const slugRefusal = (slug: string | null, { records, refuse }: HandlerSituation): Reply | undefined => {
  if (slug === null) return undefined;
  const isTaken = records.list<Organization>(ORGANIZATIONS).some((each) => each.slug === slug);
  if (!isTaken) return undefined;
  const text = `The slug ${slug} is taken. Send another as \`slug\`.`;
  return refuse('conflict', text, { fields: { slug: text } });
};
