import { valueAt } from '../mock/contract/document/pointer.ts';
import type { Caller, Instant, Reply } from '../mock/exchange.ts';
import type { IdentifyContext, Identity } from '../mock/scenario.ts';
import { defineScenario } from '../mock/scenario.ts';
import type { Change, RecordView, WorldRecord } from '../mock/state/records.ts';
import { fieldOf, put } from '../mock/state/records.ts';

/** Where an operation's success names the token that it issues. JSON pointers into the reply's body. */
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
  /** What it is for; when that has ended, so has the token. */
  readonly subject: string;
  readonly state: 'issued' | 'spent';
  readonly expiresAt: Instant;
  readonly organization: string;
};

export const tokenLifecycle = defineScenario<TokenLifecycleConfig>({
  name: 'token-lifecycle',
  summary: 'A token is issued for one use, is spent once, ends with what it was for, and stays ended.',
  configSchema: {
    properties: {
      issuers: {
        type: 'array',
        default: [],
        description: 'Operations that issue tokens, and where their replies name them.',
        items: {
          type: 'object',
          required: ['operation', 'token', 'subject', 'lifetimeSeconds'],
          additionalProperties: false,
          properties: {
            operation: { type: 'string', description: 'The operation id.' },
            token: { type: 'string', pattern: '^/', description: 'Pointer to the token.' },
            subject: { type: 'string', pattern: '^/', description: 'Pointer to the id of what the token is for.' },
            lifetimeSeconds: { type: 'string', pattern: '^/', description: 'Pointer to how long it may stay unused.' },
          },
        },
      },
      subjects: {
        type: 'object',
        additionalProperties: false,
        default: {},
        description: 'Where the things lie that tokens are for.',
        properties: {
          collection: { type: 'string', default: 'subjects', description: 'The collection of their records.' },
          endedAt: {
            type: 'string',
            default: 'ended_at',
            description: 'The field that says when one has ended; null until then.',
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
    const token = issued(issuer, reply, caller, now);
    // What was only made up, as for "Prefer: dynamic=true", is for nothing.
    return { reply, changes: subjectOf(token, config, records) ? [put('token-lifecycle', token)] : [] };
  },

  identify(context) {
    const { credential, config, records } = context;
    const token = records.get<Token>('token-lifecycle', credential);
    const subject = token && subjectOf(token, config, records);
    // What it was for may have been forgotten, to make room. Then so has the token.
    if (token === undefined || subject === undefined) return undefined;
    const refused = refusalOf(token, subject, context);
    if (refused) return { refused };
    return identityOf(token, context.use === 'spend' ? [put('token-lifecycle', { ...token, state: 'spent' })] : []);
  },
});

const issued = (issuer: Issuer, { body }: Reply, caller: Caller, now: Instant): Token => ({
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
    return refuse('credential_rejected', 'This is a single-use token, and not an API key. Call the API with a key.');
  }
  // Never stored, so that it cannot disagree: a token has ended when its subject has.
  if ((fieldOf(subject, config.subjects.endedAt) ?? null) !== null) {
    return refuse('token_ended', 'What this token was for has ended, and the token with it. Issue a new one.');
  }
  if (token.state === 'issued' && now >= token.expiresAt) {
    return refuse('token_expired', 'This token was not used in time. Issue a new one.');
  }
  if (use === 'spend' && token.state === 'spent') {
    return refuse('token_in_use', 'This token is in use: it is good for one use only. Issue a new one.');
  }
  if (use === 'use' && token.state === 'issued') {
    return refuse('token_not_in_use', 'This token has not been used yet. Connect with it first.');
  }
  return undefined;
};

const identityOf = ({ id, subject, organization }: Token, changes: readonly Change[]): Identity => ({
  caller: { id, label: 'holder of a single-use token', organization, plan: 'token', scopes: new Set() },
  subject,
  changes,
});
