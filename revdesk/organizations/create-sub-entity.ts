import type { Handler, HandlerContext, Reply } from '../../mock/index.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { putRow } from '../table/table.ts';
import type { Organization } from './organization.ts';
import { organizationOf, ORGANIZATIONS } from './organization.ts';
import { slugOf, SUB_ENTITIES } from './sub-entity.ts';

interface NewSubEntityRequest {
  readonly name: string;
  readonly slug?: string;
}

/** `POST /v1/sub-entities`. */
export const createSubEntity: Handler = (context) => {
  const { exchange, records, random } = context;
  const { name, slug: wanted = name } = requestBodyOf<NewSubEntityRequest>(context);
  // No form of slugs is documented: one that is sent is brought into form as the name is.
  const slug = slugOf(wanted);
  const umbrella = organizationOf(records, exchange.caller.organization);
  const refused = umbrellaRefusal(umbrella, context) ?? slugRefusal(slug, context);
  if (refused) return { reply: refused };
  const uuid = random.uuid();
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
    reply: data(SUB_ENTITIES.show(created, context), { status: 201 }),
    changes: [putRow(SUB_ENTITIES, created)],
  };
};

const umbrellaRefusal = (umbrella: Organization | undefined, { refuse }: HandlerContext): Reply | undefined =>
  umbrella?.parent === null
    ? undefined
    : refuse('forbidden', 'A sub-entity cannot have sub-entities of its own. Use a key of its umbrella organization.');

const slugRefusal = (slug: string | null, { records, refuse }: HandlerContext): Reply | undefined => {
  if (slug === null) return undefined;
  const isTaken = records.list<Organization>(ORGANIZATIONS).some((each) => each.slug === slug);
  if (!isTaken) return undefined;
  const text = `The slug ${slug} is taken. Send another as \`slug\`.`;
  return refuse('conflict', text, { fields: { slug: text } });
};
