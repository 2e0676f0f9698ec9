import type { ApiPack } from '../api-pack.ts';
import type { HeaderFields } from '../exchange.ts';

/**
 * Header fields with secrets made unreadable. The sandbox's own keys are shown, since everybody may have them; anything else that
 * a client sends as a credential may be a real one, sent here by mistake.
 */
export const maskedHeaders = (headers: HeaderFields, pack: ApiPack): Record<string, string[]> => {
  const own = new Set(pack.credentials.map(({ credential }) => credential));
  return Object.fromEntries(
    [...headers].map(([name, values]) => [
      name,
      isSecret(name) ? values.map((value) => masked(value, own)) : [...values],
    ]),
  );
};

/** The target with the values of query parameters that are named like credentials made unreadable. */
export const maskedTarget = (target: string): string =>
  target.replaceAll(/([?&][^=&]*(?:key|token|secret|password|signature)[^=&]*=)[^&]*/gi, `$1${MASK}`);

const MASK = '********';

const isSecret = (name: string): boolean =>
  /authorization|cookie|key|token|secret|password/.test(name) && name !== 'idempotency-key';

const masked = (value: string, own: ReadonlySet<string>): string => {
  const [, scheme = '', credential = ''] = /^(\S+\s+)?(.*)$/s.exec(value) ?? [];
  return own.has(credential) ? value : `${scheme}${MASK}`;
};
