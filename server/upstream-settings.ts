import type { Contract, JsonObject, SetUpProblem, Upstream } from '../mock/index.ts';
import { matchesGlob } from '../mock/index.ts';

/** A real server behind the sandbox. */
export interface UpstreamSettings {
  /** Its base URL. Absent: there is none. */
  readonly url?: string;
  /** The operations that it answers, by id; `*` matches any text. @default ["*"] */
  readonly operations: readonly string[];
  /** The hosts that the URL may have, to guard against a wrong one. @default any */
  readonly allowHosts?: readonly string[];
  /** Whether a request that violates the contract is refused instead of forwarded. @default false */
  readonly refuseInvalid: boolean;
  /** Seconds to wait for its reply. @default 30 */
  readonly timeoutSeconds: number;
  /** Maximum size of the body of its reply in bytes, after decompression. @default 10485760 */
  readonly bodyLimitBytes: number;
}

export const UPSTREAM_SETTINGS: JsonObject = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    url: {
      type: 'string',
      minLength: 1,
      description: 'Base URL of a real server that answers instead of the sandbox; absent: there is none.',
    },
    operations: {
      type: 'array',
      items: { type: 'string' },
      default: ['*'],
      description: 'The operations that it answers, by id; `*` matches any text.',
    },
    allowHosts: {
      type: 'array',
      items: { type: 'string' },
      description: 'The hosts that the URL may have, to guard against a wrong one; absent: any.',
    },
    refuseInvalid: {
      type: 'boolean',
      default: false,
      description: 'Whether a request that violates the contract is refused instead of forwarded.',
    },
    timeoutSeconds: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 86_400,
      default: 30,
      description: 'Seconds to wait for its reply; after that, the sandbox replies 504.',
    },
    bodyLimitBytes: {
      type: 'integer',
      minimum: 1,
      default: 10 * 1024 * 1024,
      description: 'Maximum size of the body of its reply in bytes, after decompression.',
    },
  },
};

/** The upstream of the settings, if any. Adds what is wrong with them to `problems`. */
export const upstreamFrom = (
  settings: UpstreamSettings,
  contract: Contract,
  problems: SetUpProblem[],
): Upstream | undefined => {
  if (settings.url === undefined) return undefined;
  const problem = urlProblem(settings.url, settings.allowHosts);
  if (problem !== undefined) problems.push({ place: 'settings#/upstream/url', problem, remedy: URL_REMEDY });
  const ids = contract.operations.map(({ id }) => id);
  settings.operations.forEach((pattern, index) => {
    if (ids.some((id) => matchesGlob(pattern, id))) return;
    const place = `settings#/upstream/operations/${index}`;
    problems.push({
      place,
      problem: `is ${pattern}, which matches no operation`,
      remedy: `Known operations: ${ids.join(', ')}.`,
    });
  });
  return {
    url: settings.url.replace(/\/+$/, ''),
    forwards: (operation) => settings.operations.some((pattern) => matchesGlob(pattern, operation)),
    refuseInvalid: settings.refuseInvalid,
    limits: { timeoutMs: settings.timeoutSeconds * 1000, bodyLimitBytes: settings.bodyLimitBytes },
  };
};

const urlProblem = (text: string, allowHosts: readonly string[] | undefined): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The text is not repeated: there may be a password in it.
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'is not an http or https URL';
  if (url.username !== '' || url.password !== '')
    return 'contains credentials, but those of the client are passed through';
  if (url.search !== '' || url.hash !== '')
    return 'has a query or a fragment, but must be a base URL that paths are appended to';
  return hostProblem(
    url,
    allowHosts?.map((host) => host.toLowerCase()),
  );
};

const hostProblem = ({ hostname, host }: URL, allowed: readonly string[] | undefined): string | undefined =>
  allowed === undefined || allowed.includes(hostname) || allowed.includes(host)
    ? undefined
    : `has the host ${host}; allowHosts permits: ${allowed.join(', ') || 'none'}`;

const URL_REMEDY = 'Use a URL such as https://staging.example.test/api.';
