import type { ContractDocument } from './document.ts';
import { isObject } from './document.ts';
import { FaultList } from './fault-list.ts';
import type { Operation } from './operations.ts';
import { pointerTo, valueAt } from './pointer.ts';
import { readOperation } from './read-operation.ts';
import type { Reading } from './reading.ts';
import type { Router } from './route.ts';
import { createRouter } from './route.ts';
import { SchemaCompiler } from './schema-compiler.ts';

/** An OpenAPI document made ready to serve: every schema compiled, every path routed. */
export interface Contract {
  readonly source: string;
  readonly title: string;
  readonly document: ContractDocument;
  readonly operations: readonly Operation[];
  readonly operation: (id: string) => Operation | undefined;
  readonly route: Router;
  /** What was found odd and does no harm; said in the log. */
  readonly notices: readonly string[];
}

export interface ReadContractOptions {
  /**
   * Whether the document is known to be without fault (its schemas compile and fit their metaschemas, its examples fit their schemas),
   * so that the start need not wait for that. @default false
   */
  readonly isTrusted?: boolean;
}

/** @throws {SetUpError} with every fault of the document at once. */
export const readContract = (document: ContractDocument, { isTrusted = false }: ReadContractOptions = {}): Contract => {
  const faults = new FaultList();
  const notices: string[] = [];
  const compiler = new SchemaCompiler(document, isTrusted);
  const reading: Reading = { document, compiler, faults, notices, responses: new Map(), isTrusted };
  const operations = Object.keys(document.root['paths'] as object)
    .filter((path) => path.startsWith('/'))
    .flatMap((path) => faults.collect(() => operationsAt(document, path)).flat())
    .flatMap(({ path, method, pathItem }) => faults.collect(() => readOperation(reading, path, method, pathItem)));
  faults.collect(() => compiler.finish());
  refuseDoubles(document, operations, faults);
  faults.throwIfAny();
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const { info } = document.root;
  return {
    source: document.source,
    title: isObject(info) && typeof info['title'] === 'string' ? info['title'] : 'An API without a title',
    document,
    operations,
    operation: (id) => byId.get(id),
    route: createRouter(operations),
    notices,
  };
};

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

interface OperationPlace {
  readonly path: string;
  readonly method: string;
  readonly pathItem: string;
}

const operationsAt = (document: ContractDocument, path: string): readonly OperationPlace[] => {
  const declared = pointerTo('/paths', path);
  const { node, pointer } = document.locate(declared);
  const own = valueAt(document.root, declared) as object;
  if (pointer !== declared && METHODS.some((method) => Object.hasOwn(own, method)))
    throw document.error(declared, 'has operations beside a "$ref"', 'Move them to where it refers to.');
  return METHODS.filter((method) => node[method] !== undefined).map((method) => ({ path, method, pathItem: pointer }));
};

/** Operations that could not be told apart, by id or by path. */
const refuseDoubles = (document: ContractDocument, operations: readonly Operation[], faults: FaultList): void => {
  const ids = new Set<string>();
  const pathsByShape = new Map<string, string>();
  for (const { id, path, pointer } of operations) {
    if (ids.has(id))
      faults.add(
        document.fault(pointer, `bears the operationId ${id}, which another operation has`, 'Rename one of them.'),
      );
    ids.add(id);
    const shape = path.replaceAll(/\{[^}]*\}/g, '{}');
    const other = pathsByShape.get(shape) ?? path;
    pathsByShape.set(shape, other);
    // OpenAPI 3.1.1, section 4.8.8.1: "identical and invalid". One of the two would never be reached.
    if (other !== path)
      faults.add(document.fault(pointer, `has a path that matches the same as ${other}`, 'Make them one path.'));
  }
};
