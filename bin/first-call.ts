import type { Operation } from '../mock/index.ts';
import type { RunningSandbox } from '../index.ts';
import { shellQuote } from '../mock/index.ts';

/** The lines of a curl command that works as pasted into a shell. */
export const firstCall = ({ url, sandbox: { engine } }: RunningSandbox): readonly string[] => {
  const { contract, pack } = engine;
  const key = pack.credentials[0]?.credential ?? 'any-key';
  if (pack.name === 'revdesk') {
    return [
      `curl -i ${url}/v1/webrtc-token \\`,
      `  -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\`,
      `  -d '{"from_number":"+14155550100","to_number":"+14155550110"}'`,
    ];
  }
  const operation = simplest(contract.operations);
  return [operation === undefined ? `curl -i ${url}/` : curlFor(operation, url, key)];
};

/** A GET needs no body, and an operation without required parameters can be called without knowledge of the API. */
const simplest = (operations: readonly Operation[]): Operation | undefined => {
  const reading = operations.filter(({ method }) => method === 'GET');
  return reading.find(({ parameters }) => !parameters.some(({ required }) => required)) ?? reading[0] ?? operations[0];
};

/** Paths and names are quoted: they come from the contract, and may contain any character. */
const curlFor = ({ method, path, basePaths: [base = ''], security }: Operation, url: string, key: string): string => {
  const credentials = (security[0] ?? []).map((scheme) => credentialFor(scheme, key));
  const query = credentials.flatMap(({ parameter }) => parameter ?? []);
  const headers = credentials.flatMap(({ header }) => header ?? []);
  // curl would expand braces as URL patterns.
  const target = (base + path).replaceAll(/\{[^}]*\}/g, '1') + (query.length > 0 ? `?${query.join('&')}` : '');
  const parts = [...(method === 'GET' ? [] : ['-X', method]), shellQuote(url + target)];
  return ['curl -i', ...parts, ...headers.map((header) => `-H ${shellQuote(header)}`)].join(' ');
};

type Credential = { readonly header?: string; readonly parameter?: string };

const credentialFor = (scheme: Operation['security'][number][number], key: string): Credential => {
  switch (scheme.kind) {
    case 'bearer':
      return { header: `Authorization: Bearer ${key}` };
    case 'basic':
      return { header: `Authorization: Basic ${Buffer.from(`user:${key}`).toString('base64')}` };
    case 'apiKey':
      if (scheme.in === 'query') return { parameter: `${encodeURIComponent(scheme.name)}=${key}` };
      return { header: scheme.in === 'cookie' ? `Cookie: ${scheme.name}=${key}` : `${scheme.name}: ${key}` };
  }
};
