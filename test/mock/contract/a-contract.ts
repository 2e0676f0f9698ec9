import type { Contract, JsonObject } from '../../../mock/index.ts';
import { ContractDocument, readContract } from '../../../mock/index.ts';
import { SetUpError } from '../../../index.ts';

/** The parts of a contract that a test sets; the defaults are OpenAPI 3.1 with one operation, `PUT /things`, which answers 204. */
export interface ContractSketch {
  readonly openapi?: string;
  /** Merged into the operation. */
  readonly operation?: JsonObject;
  /** Replaces `/things`. */
  readonly paths?: JsonObject;
  readonly schemas?: JsonObject;
  readonly components?: JsonObject;
  /** Merged into the document. */
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

/** The problems of a contract, each as `place: problem`. */
export const contractProblems = (sketch: ContractSketch): readonly string[] => setUpProblems(() => aContract(sketch));

/** The problems of the `SetUpError` that `step` throws, each as `place: problem`. */
export const setUpProblems = (step: () => unknown): readonly string[] => {
  try {
    step();
    return [];
  } catch (error) {
    if (error instanceof SetUpError) return error.problems.map(({ place, problem }) => `${place}: ${problem}`);
    throw error;
  }
};

/** Returns the violations of a value, each as `field: message`. */
export type Validate = (value: unknown) => readonly string[];

/** Validates request bodies with a schema, which a contract declares as its request body. */
export const requestValidator = (schema: unknown, sketch: ContractSketch = {}): Validate => {
  const requestBody = { content: { 'application/json': { schema } } };
  const [operation] = aContract({ ...sketch, operation: { requestBody } }).operations;
  const media = operation?.requestBody?.content[0];
  return (value) => media?.validate(value).map(({ field, message }) => `${field}: ${message}`) ?? ['no schema'];
};

/** Validates reply bodies with a schema. */
export const replyValidator = (schema: unknown, sketch: ContractSketch = {}): Validate => {
  const responses = { '200': { description: 'A thing.', content: { 'application/json': { schema } } } };
  const [operation] = aContract({ ...sketch, operation: { responses } }).operations;
  const media = operation?.responses[0]?.content[0];
  return (value) => media?.validate(value).map(({ field, message }) => `${field}: ${message}`) ?? ['no schema'];
};
