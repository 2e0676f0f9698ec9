import type { Contract, MediaContract, Operation, ParameterContract } from '../../mock/contract/index.ts';
import { generateValue, isJson } from '../../mock/contract/index.ts';
import type { CaseRequest } from './case.ts';
import { writtenParameter } from './written-parameter.ts';

/** Values for a request to an operation. */
export interface Values {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Values by operation id. */
export type ValuesByOperation = Readonly<Record<string, Values>>;

/** The parts of a request that fits the contract. */
export interface Sample {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent if the operation accepts no JSON body. */
  readonly body?: { readonly value: unknown; readonly media: MediaContract };
  /** Whether the user provided its values. The server then knows the items that they name and has no reason to refuse the request. */
  readonly isGiven: boolean;
}

/** Fixed, so that generated values are the same in every run. */
const SEED = 1;

/**
 * Builds a valid request to an operation from the provided values, and generates the rest.
 *
 * @returns A text with the reason if no request can be built.
 */
export const sampleFor = (contract: Contract, operation: Operation, values: Values | undefined): Sample | string => {
  const fields: Record<'path' | 'query' | 'headers', Record<string, string>> = {
    path: { ...values?.path },
    query: { ...values?.query },
    headers: lowerCase(values?.headers ?? {}),
  };
  for (const parameter of operation.parameters.filter(({ required }) => required)) {
    const section = SECTIONS.get(parameter.in);
    if (section === undefined) return `it requires the cookie ${parameter.name}`;
    for (const [name, text] of textsFor(contract, parameter)) {
      fields[section][parameter.in === 'header' ? name.toLowerCase() : name] ??= text;
    }
  }
  const body = bodyFor(contract, operation, values);
  if (typeof body === 'string') return body;
  return { operation, ...fields, ...(body && { body }), isGiven: values !== undefined };
};

const SECTIONS: ReadonlyMap<string, 'path' | 'query' | 'headers'> = new Map([
  ['path', 'path'],
  ['query', 'query'],
  ['header', 'headers'],
]);

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** The serialized texts of a generated value, by parameter name. */
const textsFor = (
  { document }: Contract,
  parameter: ParameterContract,
): readonly (readonly [name: string, text: string])[] => {
  const { schemaPointer, validate } = parameter;
  const generated = schemaPointer && generateValue({ document, schemaPointer, validate, direction: 'request' }, SEED);
  return writtenParameter(parameter, generated ? shortened(generated.value, validate) : 'x');
};

/** Shortens a list to one item, which any style can serialize. */
const shortened = (value: unknown, validate: ParameterContract['validate']): unknown =>
  Array.isArray(value) && value.length > 1 && validate(value.slice(0, 1)).length === 0 ? value.slice(0, 1) : value;

const bodyFor = (
  { document }: Contract,
  { requestBody }: Operation,
  values: Values | undefined,
): Sample['body'] | string => {
  const media = requestBody?.content.find(({ mediaType }) => isJson(mediaType));
  if (media === undefined) return requestBody?.required === true ? 'its body is not JSON' : undefined;
  if (values?.body !== undefined) {
    const [violation] = media.validate(values.body);
    return violation
      ? `the provided body does not match the schema: ${violation.field} ${violation.message}`
      : { value: values.body, media };
  }
  const { schemaPointer, validate } = media;
  if (schemaPointer === undefined) return { value: {}, media };
  const generated = generateValue({ document, schemaPointer, validate, direction: 'request' }, SEED);
  return generated
    ? { value: generated.value, media }
    : `no value could be generated for ${schemaPointer}; provide one in the values`;
};

/** Builds the request of a sample, with some parts replaced. */
export const requestFrom = (sample: Sample, change: Partial<CaseRequest> = {}): CaseRequest => {
  const { operation, path, query, headers, body } = sample;
  const filled = (operation.basePaths[0] + operation.path).replaceAll(/\{([^}]*)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  );
  const pairs = new URLSearchParams(query).toString();
  return {
    method: operation.method,
    target: pairs === '' ? filled : `${filled}?${pairs}`,
    headers: { ...headers, ...(body && { 'content-type': body.media.mediaType }) },
    ...(body && { body: JSON.stringify(body.value) }),
    sender: 'key',
    ...change,
  };
};
