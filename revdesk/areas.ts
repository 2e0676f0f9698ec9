import { account } from './account/index.ts';
import { agents } from './agents/index.ts';
import { appointments } from './appointments/index.ts';
import type { Area } from './area.ts';
import { callerIds } from './caller-ids/index.ts';
import { callerTrust } from './caller-trust.ts';
import { calls } from './calls/index.ts';
import { clientTokens } from './client-tokens/index.ts';
import { contacts } from './contacts/index.ts';
import { mobileDevices } from './mobile-devices/index.ts';
import { numberHealth } from './number-health/index.ts';
import { numbers } from './numbers/index.ts';
import { organizations } from './organizations/index.ts';
import type { RevDeskSettings } from './settings.ts';
import { sms } from './sms/index.ts';
import { tasks } from './tasks/index.ts';
import { usage } from './usage/index.ts';
import { vendorSandbox } from './vendor-sandbox/index.ts';
import { webhooks } from './webhooks/index.ts';

/**
 * All areas of the API.
 *
 * @param plainHosts Hosts besides this machine to which webhooks may be delivered without TLS.
 */
export const areasOf = (settings: RevDeskSettings, plainHosts: readonly string[]): readonly Area[] => [
  organizations,
  numbers,
  callerIds,
  calls(settings),
  contacts,
  sms,
  tasks,
  appointments,
  mobileDevices,
  vendorSandbox,
  numberHealth,
  agents(settings),
  usage,
  account,
  webhooks(plainHosts),
  clientTokens,
  ...callerTrust,
];
