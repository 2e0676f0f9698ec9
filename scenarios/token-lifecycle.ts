import type { Caller } from '../mock/caller.ts';
import { valueAt } from '../mock/contract/document/pointer.ts';
import type { Reply } from '../mock/reply.ts';
import type { IdentifyContext, Identity } from '../mock/scenario.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { Instant } from '../mock/state/instant.ts';
import type { Change, RecordView, WorldRecord } from '../mock/state/records.ts';
import { fieldOf, put } from '../mock/state/records.ts';

/** Where the success of an operation contains the token that it issues: JSON pointers into the reply's body. */
interface Issuer {
  readonly operation: string;
  readonly token: string;
  readonly subject: string;
  readonly lifetimeSeconds: string;
}

interface TokenLifecycleConfig {
  readonly issuers: readonly Issuer[];
  readonly subjects: { readonly collection: string; readonly endedAt: string };
}

type Token = WorldRecord & {
  /** The id of the record that the token is for; the token ends when this record does. */
  readonly subject: string;
  readonly state: 'issued' | 'spent';
  readonly expiresAt: Instant;
  readonly organization: string;
};

export const tokenLifecycle = defineScenario<TokenLifecycleConfig>({
  name: 'token-lifecycle',
  summary:
    'A single-use token is spent when it is first used, and ends for good when the subject that it was issued for ends.',
  configSchema: {
    properties: {
      issuers: {
        type: 'array',
        default: [],
        description: 'Operations that issue tokens, and where their replies contain them.',
        items: {
          type: 'object',
          required: ['operation', 'token', 'subject', 'lifetimeSeconds'],
          additionalProperties: false,
          properties: {
            operation: { type: 'string', description: 'The operation id.' },
            token: { type: 'string', pattern: '^/', description: 'Pointer to the token.' },
            subject: { type: 'string', pattern: '^/', description: "Pointer to the id of the token's subject." },
            lifetimeSeconds: {
              type: 'string',
              pattern: '^/',
              description: 'Pointer to how long it may stay unused, in seconds.',
            },
          },
        },
      },
      subjects: {
        type: 'object',
        additionalProperties: false,
        default: {},
        description: 'Where the subjects of tokens are stored.',
        properties: {
          collection: { type: 'string', default: 'subjects', description: 'The collection of the subjects.' },
          endedAt: {
            type: 'string',
            default: 'ended_at',
            description: 'The field with the time at which a subject ended; null until then.',
          },
        },
      },
    },
  },
  at: 'accepted',

  around({ config, exchange: { operation, caller, now }, records }, next) {
    const reply = next();
    const issuer = config.issuers.find((candidate) => candidate.operation === operation.id);
    if (issuer === undefined || reply.status >= 300) return { reply };
    const token = tokenFrom(issuer, reply, caller, now);
    // A generated reply, as for "Prefer: dynamic=true", has no subject.
    return { reply, changes: subjectOf(token, config, records) ? [put('token-lifecycle', token)] : [] };
  },

  identify(context) {
    const { credential, config, records } = context;
    const token = records.get<Token>('token-lifecycle', credential);
    const subject = token && subjectOf(token, config, records);
    // If the subject has been evicted, the token is unknown, too.
    if (token === undefined || subject === undefined) return undefined;
    const refused = refusalOf(token, subject, context);
    if (refused) return { refused };
    return identityOf(token, context.use === 'spend' ? [put('token-lifecycle', { ...token, state: 'spent' })] : []);
  },
});

const tokenFrom = (issuer: Issuer, { body }: Reply, caller: Caller, now: Instant): Token => ({
  id: String(valueAt(body, issuer.token)),
  subject: String(valueAt(body, issuer.subject)),
  state: 'issued',
  expiresAt: now + Number(valueAt(body, issuer.lifetimeSeconds)) * 1000,
  organization: caller.organization,
});

const subjectOf = (
  { subject }: Token,
  { subjects }: TokenLifecycleConfig,
  records: RecordView,
): WorldRecord | undefined => records.get(subjects.collection, subject);

const refusalOf = (
  token: Token,
  subject: WorldRecord,
  { config, use, now, refuse }: IdentifyContext<TokenLifecycleConfig>,
): Reply | undefined => {
  if (use === 'key') {
    return refuse('credential_rejected', 'This is a single-use token, not an API key. Call the API with a key.');
  }
  // The end of a token is not stored, so that it cannot be inconsistent: a token has ended when its subject has.
  if ((fieldOf(subject, config.subjects.endedAt) ?? null) !== null) {
    return refuse(
      'token_ended',
      'The subject of this token has ended, so the token is no longer valid. Issue a new one.',
    );
  }
  if (token.state === 'issued' && now >= token.expiresAt) {
    return refuse('token_expired', 'This token was not used in time. Issue a new one.');
  }
  if (use === 'spend' && token.state === 'spent') {
    return refuse('token_in_use', 'This token is already in use, and it is valid for one use only. Issue a new one.');
  }
  if (use === 'use' && token.state === 'issued') {
    return refuse('token_not_in_use', 'This token has not been used yet. Connect with it first.');
  }
  return undefined;
};

const identityOf = ({ id, subject, organization }: Token, changes: readonly Change[]): Identity => ({
  caller: { id, label: 'bearer of a single-use token', organization, plan: 'token', scopes: new Set() },
  subject,
  changes,
});
