import type { Exchange } from '../exchange.ts';
import type { HeaderFields } from '../request.ts';
import { endToEnd } from './end-to-end.ts';
import type { Upstream, UpstreamRequest } from './upstream.ts';

/**
 * The request as it goes to the upstream. Its URL is put together from the operation and its parameters, and never from the target
 * as it came, so that nothing off the wire decides where it goes.
 *
 * @returns A problem, if the path cannot be written down so that it means the same there.
 */
export const upstreamRequest = (
  { request, operation, pathParameters }: Exchange,
  { url: baseUrl, limits }: Upstream,
): UpstreamRequest | { readonly problem: string } => {
  const path = pathFrom(operation.path, pathParameters);
  if (path.split('/').some((segment) => DOTS.test(segment))) return { problem: UP_AND_OUT };
  const url = new URL(baseUrl);
  // Each setter changes its own part of the URL and no other, whatever it is given.
  url.pathname = url.pathname.replace(/\/$/, '') + path;
  url.search = queryText(request.target);
  return { method: request.method, url: url.href, headers: headersFor(request.headers), limits };
};

const pathFrom = (template: string, parameters: ReadonlyMap<string, string>): string =>
  template.replaceAll(/\{([^}]*)\}/g, (_, name: string) => encodeSegment(parameters.get(name) ?? ''));

/** RFC 3986, section 3.3: these mean themselves in a segment, and a server may compare them as they stand. */
const encodeSegment = (text: string): string =>
  encodeURIComponent(text).replaceAll(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);

/** "." and "..", also in their encoded forms, which URL parsers take for the same. */
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
  // So that the answer can be read and judged; a server that compresses all the same is unpacked.
  ['accept-encoding', 'identity'],
];

/** Set anew, true of the bytes as they came and not as they go on, or meant for the sandbox. */
const OUR_OWN: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'content-encoding',
  'accept-encoding',
  'expect',
  'sandbox-world',
  'sandbox-control-token',
]);
