import { SetUpError } from '../set-up-error.ts';
import type { SetUpFault } from '../set-up-error.ts';
import type { ContractDocument } from './document.ts';
import { isObject } from './document.ts';
import type { Operation } from './operations.ts';
import { pointerTo } from './pointer.ts';
import { OperationReader } from './read-operation.ts';
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

/** @throws {SetUpError} with every fault of the document at once. */
export const readContract = (document: ContractDocument): Contract => {
  const faults: SetUpFault[] = [];
  const notices: string[] = [];
  const compiler = new SchemaCompiler(document);
  const reader = new OperationReader(document, compiler, notices);
  const operations = operationPointers(document).flatMap(([path, method, pointer]) =>
    collecting(faults, () => reader.read(path, method, pointer)),
  );
  collecting(faults, () => compiler.finish());
  faults.push(...doubles(document, operations));
  if (faults.length > 0) throw new SetUpError(faults);
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

const operationPointers = (document: ContractDocument): (readonly [string, string, string])[] =>
  Object.keys(document.root['paths'] as object)
    .filter((path) => path.startsWith('/'))
    .flatMap((path) => {
      const { node, pointer } = document.locate(pointerTo('/paths', path));
      return METHODS.filter((method) => isObject(node[method])).map((method) => [path, method, pointer] as const);
    });

/** Runs a step of reading; what is wrong there joins the faults, and reading goes on. */
const collecting = <Result>(faults: SetUpFault[], step: () => Result): Result[] => {
  try {
    return [step()];
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    faults.push(...error.faults);
    return [];
  }
};

const doubles = (document: ContractDocument, operations: readonly Operation[]): SetUpFault[] =>
  operations
    .filter(({ id }, index) => operations.findIndex((other) => other.id === id) !== index)
    .map(({ id, pointer }) =>
      document.fault(pointer, `bears the operationId ${id}, which another operation has`, 'Rename one of them.'),
    );
