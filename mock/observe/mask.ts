import type { ApiPack } from '../api-pack.ts';
import type { Contract } from '../contract/contract.ts';
import type { HeaderFields } from '../request.ts';
import { isSecretName } from './secret-name.ts';

/** Which names hold secrets, and which credentials may be shown. */
export interface Secrets {
  /** Names of the header fields and query parameters that carry credentials by the contract; header fields in lower case. */
  readonly declared: ReadonlySet<string>;
  /** The sandbox's own credentials, which are public. */
  readonly own: ReadonlySet<string>;
}

/** Any credential other than the sandbox's own may be a real one that was sent by mistake. */
export const secretsOf = ({
  contract,
  pack,
}: {
  readonly contract: Contract;
  readonly pack: Pick<ApiPack, 'credentials'>;
}): Secrets => {
  const schemes = contract.operations.flatMap(({ security }) => security.flat());
  const declared = schemes.flatMap((scheme) => {
    if (scheme.kind !== 'apiKey') return [];
    return [scheme.in === 'header' ? scheme.name.toLowerCase() : scheme.name];
  });
  return { declared: new Set(declared), own: new Set(pack.credentials.map(({ credential }) => credential)) };
};

/** Header fields with masked secrets. */
export const maskedHeaders = (headers: HeaderFields, secrets: Secrets): Record<string, string[]> =>
  Object.fromEntries(
    [...headers].map(([name, values]) => [
      name,
      isSecret(name, secrets) ? values.map((value) => masked(value, secrets)) : [...values],
    ]),
  );

/** The target with masked secrets in its query. */
export const maskedTarget = (target: string, secrets: Secrets): string => {
  const at = target.indexOf('?');
  if (at < 0) return target;
  const pairs = target.slice(at + 1).split('&');
  return `${target.slice(0, at)}?${pairs.map((pair) => maskedPair(pair, secrets)).join('&')}`;
};

const maskedPair = (pair: string, secrets: Secrets): string => {
  const [[name, value] = ['', '']] = new URLSearchParams(pair);
  if (value === '' || secrets.own.has(value) || !isSecret(name, secrets)) return pair;
  return `${pair.slice(0, pair.indexOf('='))}=${MASK}`;
};

const MASK = '********';

const isSecret = (name: string, { declared }: Secrets): boolean => declared.has(name) || isSecretName(name);

/** Shows the scheme of a credential if it is a known one: any other first word may be the secret itself. */
const masked = (value: string, { own }: Secrets): string => {
  const scheme = SCHEME.exec(value)?.[0] ?? '';
  return own.has(value.slice(scheme.length)) ? value : `${scheme}${MASK}`;
};

const SCHEME = /^(?:Basic|Bearer|Digest|Negotiate)\s+/i;
