import type { JsonObject } from '../../json.ts';
import type { ContractDocument, Located } from '../document/document.ts';
import { isObject } from '../../json.ts';

/**
 * The paths that an operation's servers put before its own, without a slash at the end: `/v1` of `https://api.example.com/v1`. The
 * nearest `servers` counts, of the operation, its path, or the document (OpenAPI 3.1.1, section 4.8.5); none is the root.
 *
 * @param holders Where servers may be declared, the nearest first.
 * @throws {SetUpError} for a URL that has no path that could be served.
 */
export const readBasePaths = (document: ContractDocument, holders: readonly Located[]): readonly string[] => {
  const holder = holders.find(({ node }) => Array.isArray(node['servers']) && node['servers'].length > 0);
  if (holder === undefined) return ROOT;
  const servers = holder.node['servers'] as readonly unknown[];
  return [...new Set(servers.map((server) => basePathOf(document, `${holder.pointer}/servers`, server)))];
};

const ROOT = [''];

const basePathOf = (document: ContractDocument, pointer: string, server: unknown): string => {
  const url = isObject(server) && typeof server['url'] === 'string' ? server['url'] : '/';
  const filled = url.replaceAll(/\{([^}]*)\}/g, (_, name: string) => defaultOf(server as JsonObject, name));
  try {
    // A relative URL, such as `/v1` or `./v1`, is relative to where the document lies; that it lies at the root is a guess.
    return withoutEnd(new URL(filled, 'http://localhost/').pathname);
  } catch {
    const problem = `have the URL ${JSON.stringify(url)}, which is none`;
    throw document.error(pointer, problem, 'Correct it, or say where the API lies with --base-path.');
  }
};

/** An undeclared variable leaves a word that can stand in a URL. */
const defaultOf = ({ variables }: JsonObject, name: string): string => {
  const variable = isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
  return isObject(variable) && typeof variable['default'] === 'string' ? variable['default'] : name;
};

/** `/v1` of `/v1/`, and nothing of `/`. */
export const withoutEnd = (path: string): string => path.replace(/\/+$/, '');
