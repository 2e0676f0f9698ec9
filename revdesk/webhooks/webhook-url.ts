import { isLoopbackName } from '../../mock/index.ts';

/**
 * Why events cannot go to a URL, as said of the field; `undefined` if they can. RevDesk takes `https:` alone. A receiver in a test has
 * no certificate, so that `http:` will do here for this machine, and for hosts that the operator has named.
 */
export const webhookUrlProblem = (text: string, plainHosts: readonly string[]): string | undefined => {
  const url = URL.parse(text);
  if (url === null) return `is ${JSON.stringify(text)}, which is no URL. Send one that begins with https://.`;
  const { hostname, protocol } = url;
  if (protocol === 'https:' || isLoopbackName(hostname)) return undefined;
  const isNamed = plainHosts.some((host) => host.toLowerCase() === hostname.replace(/^\[|\]$/g, ''));
  if (isNamed) return undefined;
  return `leads to ${hostname} by http:, which goes to this machine only. Use https://, or name the host under outgoing.allow in the settings.`;
};
