import type { Exchange } from '../exchange.ts';
import type { HeaderFields } from '../request.ts';
import { endToEnd } from './end-to-end.ts';
import type { Upstream, UpstreamRequest } from './upstream.ts';

/**
 * The request as it is sent to the upstream. Its URL is built from the operation and its parameters, never from the raw target, so that
 * no text from the client decides where it goes.
 *
 * @returns A problem, if a path parameter cannot be written so that it means the same to the upstream.
 */
export const upstreamRequest = (
  { request, operation, pathParameters }: Exchange,
  { url: baseUrl, limits }: Upstream,
): UpstreamRequest | { readonly problem: string } => {
  const path = pathFrom(operation.path, pathParameters);
  if (path.split('/').some((segment) => DOTS.test(segment))) return { problem: UP_AND_OUT };
  const url = new URL(baseUrl);
  // Each setter changes only its own part of the URL, whatever the value.
  url.pathname = url.pathname.replace(/\/$/, '') + path;
  url.search = queryText(request.target);
  return { method: request.method, url: url.href, headers: headersFor(request.headers), limits };
};

const pathFrom = (template: string, parameters: ReadonlyMap<string, string>): string =>
  template.replaceAll(/\{([^}]*)\}/g, (_, name: string) => encodeSegment(parameters.get(name) ?? ''));

/** RFC 3986, section 3.3: these characters need no encoding in a segment, and a server may compare them unencoded. */
const encodeSegment = (text: string): string =>
  encodeURIComponent(text).replaceAll(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);

/** "." and "..", also encoded, since URL parsers treat both alike. */
const DOTS = /^(?:\.|%2e){1,2}$/i;

const UP_AND_OUT =
  'A path parameter is "." or "..", which would lead to another path of the upstream. Send another value.';

const queryText = (target: string): string => {
  const at = target.indexOf('?');
  return at < 0 ? '' : target.slice(at);
};

const headersFor = (headers: HeaderFields): UpstreamRequest['headers'] => [
  ...[...endToEnd(headers)]
    .filter(([name]) => !OUR_OWN.has(name))
    .flatMap(([name, values]) => values.map((value) => [name, value] as const)),
  // So that the answer can be read and checked. The answer of a server that compresses anyway is decompressed.
  ['accept-encoding', 'identity'],
];

/** Fields that are set again, that describe the bytes as received, or that are for the sandbox. */
const OUR_OWN: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'content-encoding',
  'accept-encoding',
  'expect',
  'sandbox-world',
  'sandbox-control-token',
]);
