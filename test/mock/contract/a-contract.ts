import type { Contract, JsonObject } from '../../../index.ts';
import { ContractDocument, readContract, SetUpError } from '../../../index.ts';

/** What a test says of a contract; the rest is OpenAPI 3.1 with one operation, `PUT /things`, which answers 204. */
export interface ContractSketch {
  readonly openapi?: string;
  /** Goes over the operation. */
  readonly operation?: JsonObject;
  /** In place of `/things`. */
  readonly paths?: JsonObject;
  readonly schemas?: JsonObject;
  readonly components?: JsonObject;
  /** Goes over the document. */
  readonly root?: JsonObject;
}

export const NO_CONTENT: JsonObject = { '204': { description: 'Done.' } };

export const documentRoot = (sketch: ContractSketch = {}): JsonObject => ({
  openapi: sketch.openapi ?? '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: sketch.paths ?? {
    '/things': { put: { operationId: 'put_thing', responses: NO_CONTENT, ...sketch.operation } },
  },
  components: { schemas: sketch.schemas ?? {}, ...sketch.components },
  ...sketch.root,
});

export const aDocument = (sketch?: ContractSketch): ContractDocument =>
  new ContractDocument('things.json', documentRoot(sketch));

export const aContract = (sketch?: ContractSketch): Contract => readContract(aDocument(sketch));

/** What is wrong with a contract, each as `place: problem`. */
export const faultsOf = (sketch: ContractSketch): readonly string[] => faultsIn(() => aContract(sketch));

/** What a step is refused for, each as `place: problem`. */
export const faultsIn = (step: () => unknown): readonly string[] => {
  try {
    step();
    return [];
  } catch (error) {
    if (error instanceof SetUpError) return error.problems.map(({ place, problem }) => `${place}: ${problem}`);
    throw error;
  }
};

/** Says what is wrong with a value, each as `field: message`. */
export type Judge = (value: unknown) => readonly string[];

/** Judges request bodies by a schema, which stands in a contract as a request body. */
export const requestJudge = (schema: unknown, sketch: ContractSketch = {}): Judge => {
  const operation = { requestBody: { content: { 'application/json': { schema } } } };
  const [read] = aContract({ ...sketch, operation }).operations;
  const media = read?.requestBody?.content[0];
  return (value) => media?.validate(value).map(({ field, message }) => `${field}: ${message}`) ?? ['no schema'];
};

/** Judges replies by a schema. */
export const replyJudge = (schema: unknown, sketch: ContractSketch = {}): Judge => {
  const responses = { '200': { description: 'A thing.', content: { 'application/json': { schema } } } };
  const [read] = aContract({ ...sketch, operation: { responses } }).operations;
  const media = read?.responses[0]?.content[0];
  return (value) => media?.validate(value).map(({ field, message }) => `${field}: ${message}`) ?? ['no schema'];
};
