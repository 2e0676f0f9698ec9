import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { ContractDocument } from '../document/document.ts';
import { pointerTo, valueAt } from '../document/pointer.ts';
import type { SecurityAlternative, SecurityScheme } from '../operations/operation.ts';
import type { ReaderContext } from './reader-context.ts';

/**
 * The security of an operation: its own `security`, else the document's. A request must satisfy one of the alternatives.
 *
 * @throws {SetUpError} for a declaration that cannot be understood: ignoring it would open the operation to all callers.
 */
export const readSecurity = (
  { document, notices }: Pick<ReaderContext, 'document' | 'notices'>,
  operation: string,
  node: JsonObject,
): readonly SecurityAlternative[] => {
  const requirements: unknown = node['security'] ?? document.root['security'] ?? [];
  if (!Array.isArray(requirements) || !requirements.every(isObject)) {
    const problem = 'has a "security" that is not a list of objects';
    throw document.error(operation, problem, 'Write each alternative as "- schemeName: []".');
  }
  return requirements.map((requirement) =>
    Object.entries(requirement).flatMap(([name, scopes]) => {
      const scheme = readScheme(document, operation, name);
      if (scheme !== CONNECTION) return [withScopes(scheme, scopes)];
      notices.push(`${document.source}#${operation}: ${name} applies to the connection, and is not checked.`);
      return [];
    }),
  );
};

const withScopes = (scheme: SecurityScheme, scopes: unknown): SecurityScheme =>
  Array.isArray(scopes) && scopes.length > 0 ? { ...scheme, scopes: scopes.map(String) } : scheme;

/** A scheme of the connection itself, a client certificate: the sandbox does not require one. */
const CONNECTION = 'connection';

const readScheme = (
  document: ContractDocument,
  operation: string,
  name: string,
): SecurityScheme | typeof CONNECTION => {
  const declared = pointerTo('/components/securitySchemes', name);
  if (valueAt(document.root, declared) === undefined) {
    const problem = `requires the security scheme ${name}, which is not declared`;
    throw document.error(operation, problem, 'Declare it under components/securitySchemes.');
  }
  const { node, pointer } = document.locate(declared);
  if (node['type'] === 'mutualTLS') return CONNECTION;
  const scheme = schemeFrom(node);
  if (scheme) return scheme;
  const problem = 'is a security scheme that is not supported';
  throw document.error(pointer, problem, `Use ${SUPPORTED}.`);
};

const SUPPORTED = 'http with bearer or basic, oauth2, openIdConnect, or apiKey with a name, in header, query or cookie';

const schemeFrom = (node: JsonObject): SecurityScheme | undefined => {
  switch (node['type']) {
    case 'http':
      return HTTP_SCHEMES.get(String(node['scheme']).toLowerCase());
    case 'oauth2':
    case 'openIdConnect':
      return { kind: 'bearer' };
    case 'apiKey':
      return apiKeyFrom(node);
    default:
      return undefined;
  }
};

const HTTP_SCHEMES: ReadonlyMap<string, SecurityScheme> = new Map([
  ['bearer', { kind: 'bearer' }],
  ['basic', { kind: 'basic' }],
]);

const apiKeyFrom = ({ in: location, name }: JsonObject): SecurityScheme | undefined => {
  const isUsable = (location === 'header' || location === 'query' || location === 'cookie') && typeof name === 'string';
  return isUsable ? { kind: 'apiKey', in: location, name } : undefined;
};
