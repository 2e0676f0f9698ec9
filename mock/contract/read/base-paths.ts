import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { ContractDocument, Located } from '../document/document.ts';

/**
 * The base paths from an operation's `servers`, without a trailing slash: `/v1` of `https://api.example.com/v1`. The nearest `servers`
 * applies, of the operation, its path item or the document (OpenAPI 3.1.1, section 4.8.5); without any, the base path is the root.
 *
 * @param declarers The objects that may declare servers, the nearest first.
 * @throws {SetUpError} for an invalid URL.
 */
export const readBasePaths = (document: ContractDocument, declarers: readonly Located[]): readonly string[] => {
  const nearest = declarers.find(({ node }) => Array.isArray(node['servers']) && node['servers'].length > 0);
  if (nearest === undefined) return ROOT;
  const servers = nearest.node['servers'] as readonly unknown[];
  return [...new Set(servers.map((server) => basePathOf(document, `${nearest.pointer}/servers`, server)))];
};

const ROOT = [''];

const basePathOf = (document: ContractDocument, pointer: string, server: unknown): string => {
  const url = isObject(server) && typeof server['url'] === 'string' ? server['url'] : '/';
  const filled = url.replaceAll(/\{([^}]*)\}/g, (_, name: string) => defaultOf(server as JsonObject, name));
  try {
    // A relative URL, such as `/v1` or `./v1`, is relative to the document's URL, which is assumed to be at the root.
    return withoutTrailingSlash(new URL(filled, 'http://localhost/').pathname);
  } catch {
    const problem = `have the URL ${JSON.stringify(url)}, which is not valid`;
    throw document.error(pointer, problem, 'Correct it, or set the base path of the API with --base-path.');
  }
};

/** The default of a server variable; for an undeclared variable its name, which is valid in a URL. */
const defaultOf = ({ variables }: JsonObject, name: string): string => {
  const variable = isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
  return isObject(variable) && typeof variable['default'] === 'string' ? variable['default'] : name;
};

/** `/v1/` becomes `/v1`, and `/` becomes empty. */
export const withoutTrailingSlash = (path: string): string => path.replace(/\/+$/, '');
