import type { ContractDocument, Located } from './document/document.ts';
import { isObject } from '../json.ts';
import { ProblemList } from './document/problem-list.ts';
import type { Operation } from './operations/operation.ts';
import type { OutgoingContract } from './operations/outgoing.ts';
import { pointerTo, valueAt } from './document/pointer.ts';
import { withoutEnd } from './read/base-paths.ts';
import type { OperationPlace } from './read/read-operation.ts';
import { readOperation } from './read/read-operation.ts';
import { readWebhooks } from './read/read-outgoing.ts';
import type { ReaderContext } from './read/reader-context.ts';
import type { Router } from './operations/route.ts';
import { createRouter, shapeOfPath } from './operations/route.ts';
import { SchemaCompiler } from './schemas/schema-compiler.ts';

/** An OpenAPI document made ready to serve: every schema compiled, every path routed. */
export interface Contract {
  readonly source: string;
  readonly title: string;
  readonly document: ContractDocument;
  readonly operations: readonly Operation[];
  readonly operation: (id: string) => Operation | undefined;
  readonly route: Router;
  /** By name (OpenAPI 3.1). */
  readonly webhooks: ReadonlyMap<string, OutgoingContract>;
  /** What was found odd and does no harm; said in the log. */
  readonly notices: readonly string[];
}

export interface ReadContractOptions {
  /**
   * Whether the document is known to be without fault (its schemas compile and fit their metaschemas, its examples fit their schemas),
   * so that the start need not wait for that. @default false
   */
  readonly isTrusted?: boolean;
  /** Where the API lies, such as `/v1` or `/`. @default what the document's servers say */
  readonly basePath?: string;
}

/** @throws {SetUpError} with every fault of the document at once. */
export const readContract = (document: ContractDocument, options: ReadContractOptions = {}): Contract => {
  const { isTrusted = false } = options;
  const basePath = options.basePath === undefined ? undefined : withoutEnd(options.basePath);
  const problems = new ProblemList();
  const notices: string[] = [];
  const compiler = new SchemaCompiler(document, isTrusted);
  const reader: ReaderContext = { document, compiler, problems, basePath, notices, responses: new Map(), isTrusted };
  const operations = Object.keys(document.root['paths'] ?? {})
    .filter((path) => path.startsWith('/'))
    .flatMap((path) => problems.collect(() => operationsAt(document, path)).flat())
    .flatMap((place) => problems.collect(() => readOperation(reader, place)));
  const webhooks = readWebhooks(reader);
  problems.collect(() => compiler.finish());
  refuseDoubles(document, operations, problems, notices);
  problems.throwIfAny();
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const { info } = document.root;
  return {
    source: document.source,
    title: isObject(info) && typeof info['title'] === 'string' ? info['title'] : 'An API without a title',
    document,
    operations,
    operation: (id) => byId.get(id),
    route: createRouter(operations),
    webhooks,
    notices,
  };
};

/** `query` came with OpenAPI 3.2. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

const operationsAt = (document: ContractDocument, path: string): readonly OperationPlace[] => {
  const declared = pointerTo('/paths', path);
  const { node, pointer } = document.locate(declared);
  const own = valueAt(document.root, declared) as object;
  if (pointer !== declared && METHODS.some((method) => Object.hasOwn(own, method)))
    throw document.error(declared, 'has operations beside a "$ref"', 'Move them to where it refers to.');
  const usual = METHODS.filter((method) => node[method] !== undefined).map((method) => ({
    path,
    method,
    pathItem: pointer,
    pointer: pointerTo(pointer, method),
  }));
  return [...usual, ...additionalAt({ node, pointer }, path)];
};

/** OpenAPI 3.2, section 4.9: methods that have no field of their own. */
const additionalAt = ({ node, pointer }: Located, path: string): readonly OperationPlace[] =>
  Object.keys(isObject(node['additionalOperations']) ? node['additionalOperations'] : {}).map((method) => ({
    path,
    method,
    pathItem: pointer,
    pointer: pointerTo(pointer, 'additionalOperations', method),
  }));

/** Operations that cannot be told apart: by id they must be, by path the first is served. */
const refuseDoubles = (
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
        document.problem(pointer, `bears the operationId ${id}, which another operation has`, 'Rename one of them.'),
      );
    ids.add(id);
    const shape = `${method} ${shapeOfPath(path)}`;
    const other = pathsByShape.get(shape) ?? path;
    pathsByShape.set(shape, other);
    // OpenAPI 3.1.1, section 4.8.8.1: "identical and invalid"; and yet many a contract has such paths.
    if (other !== path)
      notices.push(
        `${document.source}#${pointer}: is never reached, since ${other} matches the same. Make them one path.`,
      );
  }
};
