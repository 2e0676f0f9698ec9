import { readFile } from 'node:fs/promises';
import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import { ContractDocument } from './document.ts';
import { SetUpError } from './set-up-error.ts';

/**
 * Reads an OpenAPI document, JSON or YAML, from a file or a URL. A document in several files is bundled into one, and Swagger 2.0 is
 * converted to OpenAPI 3.0.
 *
 * @throws {SetUpError} if it cannot be read, is neither JSON nor YAML, or refers to something that does not exist.
 */
export const loadDocument = async (source: string): Promise<ContractDocument> => {
  const root = await parse(source, await read(source));
  const { bundled, files } = hasExternalRefs(root) ? await bundle(source) : { bundled: root, files: [source] };
  return new ContractDocument(source, isSwagger(bundled) ? await upgrade(source, bundled) : bundled, files);
};

const isSwagger = (root: unknown): root is JsonObject => isObject(root) && root['swagger'] === '2.0';

/** The upgrader is imported only when needed: few contracts are that old. Pointers in messages refer to the converted document. */
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
    // Only `cause` says why `fetch` failed.
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
    // Imported here: most contracts, such as the built-in one, are JSON and do not need it.
    const { parse: parseYaml } = await import('yaml');
    try {
      // Through JSON: an alias in YAML may refer to its own parent, and the code below could not walk such a cycle.
      return JSON.parse(JSON.stringify(parseYaml(text, { maxAliasCount: 1000, merge: true }))) as unknown;
    } catch (notYaml) {
      const cause = /^\s*[[{]/.test(text) ? notJson : notYaml;
      const problem = `is neither JSON nor YAML: ${(cause as Error).message.split('\n', 1)[0]}`;
      throw new SetUpError([{ place: source, problem, remedy: 'Correct the document there.' }]);
    }
  }
};

const hasExternalRefs = (node: unknown): boolean => {
  if (Array.isArray(node)) return node.some(hasExternalRefs);
  if (!isObject(node)) return false;
  const ref = node['$ref'];
  return (typeof ref === 'string' && !ref.startsWith('#')) || Object.values(node).some(hasExternalRefs);
};

/** Redocly takes a third of a second to import, so it is imported only for a document in several files. */
const bundle = async (source: string): Promise<{ readonly bundled: unknown; readonly files: readonly string[] }> => {
  const { BaseResolver, bundle: bundleDocument, createConfig } = await import('@redocly/openapi-core');
  const externalRefResolver = new BaseResolver();
  const loadExternalRef = externalRefResolver.loadExternalRef.bind(externalRefResolver);
  // A document from the network must not make the sandbox read local files.
  externalRefResolver.loadExternalRef = async (ref) => {
    if (isUrl(source) && !isUrl(ref)) throw new Error(`${ref} is a file, and ${source} is not.`);
    return loadExternalRef(ref);
  };
  const config = await createConfig({});
  const { bundle: result, problems: found } = await bundleDocument({ ref: source, config, externalRefResolver });
  const problems = found
    .filter(({ severity }) => severity === 'error')
    .map(({ message, location }) => ({
      place: `${location[0]?.source.absoluteRef ?? source}${location[0]?.pointer ?? ''}`,
      problem: message,
      remedy: 'Correct the reference, or add the file that it names.',
    }));
  if (problems.length > 0) throw new SetUpError(problems);
  return { bundled: result.parsed, files: [...externalRefResolver.cache.keys()] };
};
