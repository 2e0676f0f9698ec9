import type { Handler, HandlerContext, Instant, WorldRecord } from '../../mock/index.ts';
import { put, remove } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, requestBodyOf, shownTime } from '../table/data.ts';

/** The collection of phones that get push messages. */
const DEVICES = 'mobile_devices';

interface Registration {
  readonly installation_id: string;
  readonly expo_push_token: string;
  readonly platform: 'ios' | 'android';
  readonly environment: 'development' | 'preview' | 'production';
  readonly app_version: string;
}

type Device = WorldRecord & Registration & { readonly organization: string; readonly last_registered_at: Instant };

/**
 * Documented: a device is bound to the person whose OAuth token it is. How such tokens are issued is not, so the sandbox has none,
 * and takes any API key for a person of its own.
 */
const idOf = (installation: string, { exchange: { caller } }: HandlerContext): string =>
  `${caller.id} ${installation.toLowerCase()}`;

/** `PUT /v1/mobile/devices`: registers anew, or refreshes. */
const register: Handler = (context) => {
  const { caller, now } = context.exchange;
  const sent = requestBodyOf<Registration>(context);
  const id = idOf(sent.installation_id, context);
  const device: Device = { ...sent, id, organization: caller.organization, last_registered_at: now };
  const { installation_id, platform, environment, app_version } = sent;
  return {
    reply: data({ installation_id, platform, environment, app_version, last_registered_at: shownTime(now) }),
    changes: [put(DEVICES, device)],
  };
};

/** `DELETE /v1/mobile/devices/{installationId}`: no 404, since the answer says whether there was anything to stop. */
const revoke: Handler = (context) => {
  const { exchange, records } = context;
  const id = idOf(exchange.pathParameters.get('installationId') ?? '', context);
  const revoked = records.get(DEVICES, id) !== undefined;
  return { reply: data({ revoked }), changes: revoked ? [remove(DEVICES, id)] : [] };
};

/** Phones that get push messages. */
export const mobileDevices: Area = {
  handlers: { v1_mobile_devices_put: register, v1_mobile_devices_installationId_delete: revoke },
  notes: {
    'Mobile Devices': ['Each key has devices of its own, since there are no OAuth actors here. Nothing is pushed.'],
  },
};
