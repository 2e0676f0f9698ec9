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

/** `POST /v1/sub-entities`: creates a sub-entity of the caller's organization. */
export const createSubEntity: Handler = (context) => {
  const { exchange, records, random } = context;
  const { name, slug: requestedSlug = name } = requestBodyOf<NewSubEntityRequest>(context);
  // The format of slugs is not documented: a requested slug is normalized in the same way as a name.
  const slug = slugOf(requestedSlug);
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
    // The HIPAA policy of the umbrella applies to its sub-entities.
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
  const text = `The slug ${slug} is taken. Send another one as \`slug\`.`;
  return refuse('conflict', text, { fields: { slug: text } });
};
