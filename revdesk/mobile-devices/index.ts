import type { Handler, HandlerContext, Instant, WorldRecord } from '../../mock/index.ts';
import { put, remove } from '../../mock/index.ts';
import type { Area } from '../area.ts';
import { data, requestBodyOf, shownTime } from '../table/data.ts';

/** The collection of phones that receive push messages. */
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
 * Documented: a device belongs to the user of the OAuth token. How such tokens are issued is not documented, so the sandbox has none
 * and treats each API key as a separate user.
 */
const idOf = (installation: string, { exchange: { caller } }: HandlerContext): string =>
  `${caller.id} ${installation.toLowerCase()}`;

/** `PUT /v1/mobile/devices`: registers the device, or refreshes its registration. */
const register: Handler = (context) => {
  const { caller, now } = context.exchange;
  const registration = requestBodyOf<Registration>(context);
  const id = idOf(registration.installation_id, context);
  const device: Device = { ...registration, id, organization: caller.organization, last_registered_at: now };
  const { installation_id, platform, environment, app_version } = registration;
  return {
    reply: data({ installation_id, platform, environment, app_version, last_registered_at: shownTime(now) }),
    changes: [put(DEVICES, device)],
  };
};

/** `DELETE /v1/mobile/devices/{installationId}`: no 404, since the reply says whether a registration was revoked. */
const revoke: Handler = (context) => {
  const { exchange, records } = context;
  const id = idOf(exchange.pathParameters.get('installationId') ?? '', context);
  const revoked = records.get(DEVICES, id) !== undefined;
  return { reply: data({ revoked }), changes: revoked ? [remove(DEVICES, id)] : [] };
};

/** Phones that receive push messages. */
export const mobileDevices: Area = {
  handlers: { v1_mobile_devices_put: register, v1_mobile_devices_installationId_delete: revoke },
  notes: {
    'Mobile Devices': [
      'Each API key has its own devices, since the sandbox has no OAuth actors. No push messages are sent.',
    ],
  },
};
