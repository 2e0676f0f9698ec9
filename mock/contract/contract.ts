import { isObject } from '../json.ts';
import type { ContractDocument, Located } from './document/document.ts';
import { pointerTo, valueAt } from './document/pointer.ts';
import { ProblemList } from './document/problem-list.ts';
import type { Operation } from './operations/operation.ts';
import type { OutgoingContract } from './operations/outgoing.ts';
import type { Router } from './operations/route.ts';
import { createRouter, shapeOfPath } from './operations/route.ts';
import { withoutTrailingSlash } from './read/base-paths.ts';
import type { OperationLocation } from './read/read-operation.ts';
import { readOperation } from './read/read-operation.ts';
import { readWebhooks } from './read/read-outgoing.ts';
import type { ReaderContext } from './read/reader-context.ts';
import { SchemaCompiler } from './schemas/schema-compiler.ts';

/** An OpenAPI document that is ready to serve: every schema is compiled, every path is routed. */
export interface Contract {
  readonly source: string;
  readonly title: string;
  readonly document: ContractDocument;
  readonly operations: readonly Operation[];
  readonly operation: (id: string) => Operation | undefined;
  readonly route: Router;
  /** By name (OpenAPI 3.1). */
  readonly webhooks: ReadonlyMap<string, OutgoingContract>;
  /** Unusual but harmless constructs, for the log. */
  readonly notices: readonly string[];
}

export interface ReadContractOptions {
  /**
   * Whether the document is known to be valid (its schemas compile and fit their metaschemas, its examples fit their schemas), so that
   * the start does not check that. @default false
   */
  readonly isTrusted?: boolean;
  /** Base path of the API, such as `/v1` or `/`. @default the paths of the document's `servers` */
  readonly basePath?: string;
}

/** @throws {SetUpError} with all problems of the document at once. */
export const readContract = (document: ContractDocument, options: ReadContractOptions = {}): Contract => {
  const { isTrusted = false } = options;
  const basePath = options.basePath === undefined ? undefined : withoutTrailingSlash(options.basePath);
  const problems = new ProblemList();
  const notices: string[] = [];
  const compiler = new SchemaCompiler(document, isTrusted);
  const reader: ReaderContext = { document, compiler, problems, basePath, notices, responses: new Map(), isTrusted };
  const operations = Object.keys(document.root['paths'] ?? {})
    .filter((path) => path.startsWith('/'))
    .flatMap((path) => problems.collect(() => operationsAt(document, path)).flat())
    .flatMap((location) => problems.collect(() => readOperation(reader, location)));
  const webhooks = readWebhooks(reader);
  problems.collect(() => compiler.finish());
  checkDuplicates(document, operations, problems, notices);
  problems.throwIfAny();
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const { info } = document.root;
  return {
    source: document.source,
    title: isObject(info) && typeof info['title'] === 'string' ? info['title'] : 'Untitled API',
    document,
    operations,
    operation: (id) => byId.get(id),
    route: createRouter(operations),
    webhooks,
    notices,
  };
};

/** `query` was added in OpenAPI 3.2. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

const operationsAt = (document: ContractDocument, path: string): readonly OperationLocation[] => {
  const declared = pointerTo('/paths', path);
  const { node, pointer } = document.locate(declared);
  const own = valueAt(document.root, declared) as object;
  if (pointer !== declared && METHODS.some((method) => Object.hasOwn(own, method)))
    throw document.error(
      declared,
      'has operations beside a "$ref"',
      'Move them to the path item that the "$ref" points to.',
    );
  const standard = METHODS.filter((method) => node[method] !== undefined).map((method) => ({
    path,
    method,
    pathItem: pointer,
    pointer: pointerTo(pointer, method),
  }));
  return [...standard, ...additionalAt({ node, pointer }, path)];
};

/** Methods without a field of their own (OpenAPI 3.2, section 4.9). */
const additionalAt = ({ node, pointer }: Located, path: string): readonly OperationLocation[] =>
  Object.keys(isObject(node['additionalOperations']) ? node['additionalOperations'] : {}).map((method) => ({
    path,
    method,
    pathItem: pointer,
    pointer: pointerTo(pointer, 'additionalOperations', method),
  }));

/** A duplicate operation id is a problem. Of operations whose paths match the same requests, the first is served. */
const checkDuplicates = (
  document: ContractDocument,
  operations: readonly Operation[],
  problems: ProblemList,
  notices: string[],
): void => {
  const ids = new Set<string>();
  const pathsByShape = new Map<string, string>();
  for (const { id, path, method, pointer } of operations) {
    if (ids.has(id))
      problems.add(
        document.problem(pointer, `has the operationId ${id}, which another operation also has`, 'Rename one of them.'),
      );
    ids.add(id);
    const shape = `${method} ${shapeOfPath(path)}`;
    const other = pathsByShape.get(shape) ?? path;
    pathsByShape.set(shape, other);
    // OpenAPI 3.1.1, section 4.8.8.1, calls such paths "identical and invalid", but many contracts have them.
    if (other !== path)
      notices.push(
        `${document.source}#${pointer}: is never matched, since ${other} matches the same requests. Merge the two paths.`,
      );
  }
};
