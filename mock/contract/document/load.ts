import { readFile } from 'node:fs/promises';
import type { JsonObject } from '../../json.ts';
import { SetUpError } from './set-up-error.ts';
import { ContractDocument } from './document.ts';
import { isObject } from '../../json.ts';

/**
 * Reads an OpenAPI document, JSON or YAML, from a file or a URL. A document in several files becomes one, and Swagger 2.0 becomes
 * OpenAPI 3.0.
 *
 * @throws {SetUpError} if it cannot be read, is neither JSON nor YAML, or refers to what is not there.
 */
export const loadDocument = async (source: string): Promise<ContractDocument> => {
  const root = await parse(source, await read(source));
  const { whole, files } = refersOutside(root) ? await bundle(source) : { whole: root, files: [source] };
  return new ContractDocument(source, isSwagger(whole) ? await upgrade(source, whole) : whole, files);
};

const isSwagger = (root: unknown): root is JsonObject => isObject(root) && root['swagger'] === '2.0';

/** Loaded when asked for: few contracts are that old. Pointers in messages are those of the document that comes out. */
const upgrade = async (source: string, root: JsonObject): Promise<unknown> => {
  const { upgrade: upgradeDocument } = await import('@scalar/openapi-upgrader');
  try {
    return upgradeDocument(structuredClone(root), '3.0');
  } catch (error) {
    const problem = `cannot be converted from Swagger 2.0 to OpenAPI 3.0: ${(error as Error).message}`;
    throw new SetUpError([{ place: source, problem, remedy: 'Correct the document, or convert it yourself.' }]);
  }
};

const isUrl = (source: string): boolean => /^https?:\/\//i.test(source);

const read = async (source: string): Promise<string> => {
  try {
    return isUrl(source) ? await download(source) : await readFile(source, 'utf8');
  } catch (error) {
    const { message, cause } = error as Error;
    // Why `fetch` failed is in the cause alone.
    const problem = `cannot be read: ${cause instanceof Error ? cause.message : message}`;
    throw new SetUpError([{ place: source, problem, remedy: 'Name a file or URL that can be read.' }]);
  }
};

const download = async (url: string): Promise<string> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.text();
};

const parse = async (source: string, text: string): Promise<unknown> => {
  try {
    return JSON.parse(text);
  } catch (notJson) {
    // Imported here, since most contracts, the bundled one among them, are JSON and need not wait for it.
    const { parse: parseYaml } = await import('yaml');
    try {
      // Through JSON: an alias in YAML may lead to what it stands in, and nothing below could walk that to its end.
      return JSON.parse(JSON.stringify(parseYaml(text, { maxAliasCount: 1000, merge: true }))) as unknown;
    } catch (notYaml) {
      const why = /^\s*[[{]/.test(text) ? notJson : notYaml;
      const problem = `is neither JSON nor YAML: ${(why as Error).message.split('\n', 1)[0]}`;
      throw new SetUpError([{ place: source, problem, remedy: 'Correct the document there.' }]);
    }
  }
};

const refersOutside = (node: unknown): boolean => {
  if (Array.isArray(node)) return node.some(refersOutside);
  if (!isObject(node)) return false;
  const ref = node['$ref'];
  return (typeof ref === 'string' && !ref.startsWith('#')) || Object.values(node).some(refersOutside);
};

/** Redocly takes a third of a second to import: only a document in several files pays for it. */
const bundle = async (source: string): Promise<{ readonly whole: unknown; readonly files: readonly string[] }> => {
  const { BaseResolver, bundle: bundleDocument, createConfig } = await import('@redocly/openapi-core');
  const externalRefResolver = new BaseResolver();
  const loadAnything = externalRefResolver.loadExternalRef.bind(externalRefResolver);
  // What came from the network must not make us read this machine's files.
  externalRefResolver.loadExternalRef = async (ref) => {
    if (isUrl(source) && !isUrl(ref)) throw new Error(`${ref} is a file, and ${source} is not.`);
    return loadAnything(ref);
  };
  const config = await createConfig({});
  const { bundle: bundled, problems: found } = await bundleDocument({ ref: source, config, externalRefResolver });
  const problems = found
    .filter(({ severity }) => severity === 'error')
    .map(({ message, location }) => ({
      place: `${location[0]?.source.absoluteRef ?? source}${location[0]?.pointer ?? ''}`,
      problem: message,
      remedy: 'Correct the reference, or add the file that it names.',
    }));
  if (problems.length > 0) throw new SetUpError(problems);
  return { whole: bundled.parsed, files: [...externalRefResolver.cache.keys()] };
};
