import { isLoopbackName } from '../../mock/index.ts';

/**
 * Why events cannot be sent to a URL, as text to follow the field name; `undefined` if they can. RevDesk accepts only `https:`. A
 * receiver in a test has no certificate, so the sandbox also accepts `http:` for this machine and for hosts that the operator allows.
 */
export const webhookUrlProblem = (text: string, plainHosts: readonly string[]): string | undefined => {
  const url = URL.parse(text);
  if (url === null) return `is ${JSON.stringify(text)}, which is not a URL. Send one that starts with https://.`;
  const { hostname, protocol } = url;
  if (protocol === 'https:' || isLoopbackName(hostname)) return undefined;
  const isAllowed = plainHosts.some((host) => host.toLowerCase() === hostname.replace(/^\[|\]$/g, ''));
  if (isAllowed) return undefined;
  return `uses http: for ${hostname}, but http: is allowed for this machine only. Use https://, or add the host to outgoing.allow.`;
};
