import type { ApiPack, Page } from '../mock/index.ts';
import type { Area } from './area.ts';
import { callerIds } from './caller-ids/index.ts';
import { callerFor, KEYS } from './callers.ts';
import { CALLS } from './calls/call.ts';
import { calls } from './calls/index.ts';
import { contacts } from './contacts/index.ts';
import { dialect, METADATA_PATH } from './dialect.ts';
import { magicOutcome } from './magic-numbers.ts';
import { numbers } from './numbers/index.ts';
import { NUMBERS } from './numbers/number.ts';
import { organizations } from './organizations/index.ts';
import { ALL_SCOPES, SCOPES } from './scopes.ts';
import type { RevDeskSettings } from './settings.ts';
import { sms } from './sms/index.ts';

const areasOf = (settings: RevDeskSettings): readonly Area[] => [
  organizations,
  numbers,
  callerIds,
  calls(settings),
  contacts,
  sms,
];

const ISSUE_TOKEN = 'v1_webrtc_token_post';

/** RFC 9728, section 3.2. `resource` must be the very URL that the client uses. */
const protectedResource: Page = (baseUrl) => ({
  resource: baseUrl,
  scopes_supported: ALL_SCOPES,
  bearer_methods_supported: ['header'],
});

/** RevDesk on top of the engine. */
export const revdesk = (settings: RevDeskSettings): ApiPack => {
  const areas = areasOf(settings);
  return {
    name: 'revdesk',
    dialect,
    identify: callerFor,
    credentials: KEYS,
    seed: areas.flatMap(({ seed = [] }) => seed),
    handlers: new Map(areas.flatMap(({ handlers }) => Object.entries(handlers))),
    onDue: new Map(areas.flatMap(({ onDue = {} }) => Object.entries(onDue))),
    emitsWhenDue: true,
    scopes: SCOPES,
    magic: magicOutcome,
    controls: areas.flatMap(({ controls = [] }) => controls),
    pages: new Map([[METADATA_PATH, protectedResource]]),
    scenarios: {
      // Documented: production keys 600 and demo keys 120 requests a minute.
      throttling: { planLimits: { production: 600, demo: 120 } },
      ownership: {
        claims: [
          {
            operation: ISSUE_TOKEN,
            field: '/from_number',
            collection: NUMBERS,
            requires: { active: true, verified: true },
          },
          // A caller ID from elsewhere is shown on calls; nobody can text from it.
          {
            operation: 'v1_sms_send_post',
            field: '/from',
            collection: NUMBERS,
            requires: { active: true, caller_id: null },
          },
        ],
      },
      'token-lifecycle': {
        issuers: [
          {
            operation: ISSUE_TOKEN,
            token: '/data/token',
            subject: '/data/call_id',
            lifetimeSeconds: '/data/expires_in',
          },
        ],
        subjects: { collection: CALLS, endedAt: 'ended_at' },
      },
    },
  };
};

/** What a tester should know of each part of the API, by the contract's tag. */
export const notesOf = (settings: RevDeskSettings): ReadonlyMap<string, readonly string[]> =>
  new Map(areasOf(settings).flatMap(({ notes = {} }) => Object.entries(notes)));

export { REVDESK_SETTINGS } from './settings.ts';
export type { RevDeskSettings } from './settings.ts';
export { KEYS } from './callers.ts';
export type { Key } from './callers.ts';
