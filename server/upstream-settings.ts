import type { Contract, JsonObject, SetUpProblem, Upstream } from '../mock/index.ts';

/** A real server behind the sandbox. */
export interface UpstreamSettings {
  /** Its base URL. Absent: there is none. */
  readonly url?: string;
  /** The operations that it answers, by id; `*` stands for any text. @default ["*"] */
  readonly operations: readonly string[];
  /** The hosts that the URL may name: a guard against the wrong one. @default any */
  readonly allowHosts?: readonly string[];
  /** Whether a request that breaks the contract is refused, and not sent there. @default false */
  readonly refuseInvalid: boolean;
  /** How long it may take to answer. @default 30 */
  readonly timeoutSeconds: number;
  /** Largest body of an answer in bytes, after decompression. @default 10485760 */
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
      description: 'Base URL of a real server that answers in place of the sandbox; absent: there is none.',
    },
    operations: {
      type: 'array',
      items: { type: 'string' },
      default: ['*'],
      description: 'The operations that it answers, by id; `*` stands for any text.',
    },
    allowHosts: {
      type: 'array',
      items: { type: 'string' },
      description: 'The hosts that the URL may name: a guard against the wrong one; absent: any.',
    },
    refuseInvalid: {
      type: 'boolean',
      default: false,
      description: 'Whether a request that breaks the contract is refused, and not sent there.',
    },
    timeoutSeconds: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 86_400,
      default: 30,
      description: 'How long it may take to answer; then 504.',
    },
    bodyLimitBytes: {
      type: 'integer',
      minimum: 1,
      default: 10 * 1024 * 1024,
      description: 'Largest body of an answer in bytes, after decompression.',
    },
  },
};

/** The upstream that settings name, if any; what is wrong with them joins the faults. */
export const upstreamFrom = (
  settings: UpstreamSettings,
  contract: Contract,
  problems: SetUpProblem[],
): Upstream | undefined => {
  if (settings.url === undefined) return undefined;
  const problem = urlProblem(settings.url, settings.allowHosts);
  if (problem !== undefined) problems.push({ place: 'settings#/upstream/url', problem, remedy: NAME_A_SERVER });
  const ids = contract.operations.map(({ id }) => id);
  settings.operations.forEach((pattern, index) => {
    if (ids.some(matcherOf(pattern))) return;
    const place = `settings#/upstream/operations/${index}`;
    problems.push({
      place,
      problem: `is ${pattern}, which no operation is called`,
      remedy: `There are ${ids.join(', ')}.`,
    });
  });
  const matchers = settings.operations.map(matcherOf);
  return {
    url: settings.url.replace(/\/+$/, ''),
    forwards: (operation) => matchers.some((matches) => matches(operation)),
    refuseInvalid: settings.refuseInvalid,
    limits: { timeoutMs: settings.timeoutSeconds * 1000, bodyLimitBytes: settings.bodyLimitBytes },
  };
};

const urlProblem = (text: string, allowHosts: readonly string[] | undefined): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The text is not repeated: there may be a password in it.
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'is no http or https URL';
  if (url.username !== '' || url.password !== '')
    return 'has credentials in it, which are passed through from the client';
  if (url.search !== '' || url.hash !== '') return 'has a query or a fragment, and is a base that paths are put after';
  return hostProblem(
    url,
    allowHosts?.map((host) => host.toLowerCase()),
  );
};

const hostProblem = ({ hostname, host }: URL, allowed: readonly string[] | undefined): string | undefined =>
  allowed === undefined || allowed.includes(hostname) || allowed.includes(host)
    ? undefined
    : `names ${host}, and allowHosts only ${allowed.join(', ') || 'nobody'}`;

const NAME_A_SERVER = 'Name a server such as https://staging.example.test/api.';

const matcherOf = (pattern: string): ((id: string) => boolean) => {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[$()+.?[\\\]^{|}]/g, String.raw`\$&`));
  const whole = new RegExp(`^${parts.join('.*')}$`, 's');
  return (id) => whole.test(id);
};
