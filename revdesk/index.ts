import type { ApiPack, JsonObject, Page } from '../mock/index.ts';
import { areasOf } from './areas.ts';
import { callerFor, KEYS } from './callers.ts';
import { CALLS } from './calls/call.ts';
import { rejectionOf } from './client-tokens/client-token.ts';
import { errorFormat, METADATA_PATH } from './error-format.ts';
import { magicOutcome } from './magic-numbers.ts';
import { NUMBERS } from './numbers/number.ts';
import { ALL_SCOPES, SCOPES } from './scopes.ts';
import type { RevDeskSettings } from './settings.ts';
import { sign } from './webhooks/sign.ts';

const ISSUE_TOKEN = 'v1_webrtc_token_post';
const ISSUE_ROOM_TOKEN = 'v1_room_token_post';
const DIAL = 'v1_calls_dial_post';
const OPEN_WEB_CALL = 'v1_agents_id_web_call_post';

/** The field of a request that names a caller ID, which must belong to the caller, be active and be verified. */
const callerIdIn = (operation: string): JsonObject => ({
  operation,
  field: '/from_number',
  collection: NUMBERS,
  requires: { active: true, verified: true },
});

/** A verified external caller ID can be shown on calls, but texts cannot be sent from it. */
const SENDER: JsonObject = {
  operation: 'v1_sms_send_post',
  field: '/from',
  collection: NUMBERS,
  requires: { active: true, caller_id: null },
};

/** An operation that issues a token, and the response field that names the call of the token. */
const issuer = (operation: string, subject = '/data/call_id'): JsonObject => ({
  operation,
  token: '/data/token',
  subject,
  lifetimeSeconds: '/data/expires_in',
});

/** RFC 9728, section 3.2. `resource` must equal the URL that the client uses. */
const protectedResource: Page = (baseUrl) => ({
  resource: baseUrl,
  scopes_supported: ALL_SCOPES,
  bearer_methods_supported: ['header'],
});

/**
 * The RevDesk API pack.
 *
 * @param plainHosts Hosts besides this machine to which webhooks may be delivered without TLS.
 */
export const revdesk = (settings: RevDeskSettings, plainHosts: readonly string[] = []): ApiPack => {
  const areas = areasOf(settings, plainHosts);
  return {
    name: 'revdesk',
    errorFormat,
    identify: callerFor,
    rejection: rejectionOf,
    credentials: KEYS,
    seed: areas.flatMap(({ seed = [] }) => seed),
    servesParts: true,
    handlers: new Map(areas.flatMap(({ handlers }) => Object.entries(handlers))),
    jobHandlers: new Map(areas.flatMap(({ jobHandlers = {} }) => Object.entries(jobHandlers))),
    sign,
    jobsEmit: true,
    scopes: SCOPES,
    magic: magicOutcome,
    controls: areas.flatMap(({ controls = [] }) => controls),
    pages: new Map([[METADATA_PATH, protectedResource]]),
    scenarios: {
      // Documented: production keys have 600 requests per minute, demo keys 120.
      throttling: { planLimits: { production: 600, demo: 120 } },
      ownership: { claims: [...[ISSUE_TOKEN, ISSUE_ROOM_TOKEN, DIAL].map(callerIdIn), SENDER] },
      'token-lifecycle': {
        // The response of a web call has no call_id; the room name is the call id.
        issuers: [issuer(ISSUE_TOKEN), issuer(ISSUE_ROOM_TOKEN), issuer(OPEN_WEB_CALL, '/data/room_name')],
        subjects: { collection: CALLS, endedAt: 'ended_at' },
      },
    },
  };
};

export { REVDESK_SETTINGS } from './settings.ts';
export type { RevDeskSettings } from './settings.ts';
export { KEYS } from './callers.ts';
export type { Key } from './callers.ts';
