import type { Contract, MediaContract, Operation, ParameterContract } from '../../mock/contract/index.ts';
import { generateValue, isJson } from '../../mock/contract/index.ts';
import type { CaseRequest } from './case.ts';
import { writtenParameter } from './written-parameter.ts';

/** What a request to an operation is filled with. */
export interface Values {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** By operation id. */
export type ValuesByOperation = Readonly<Record<string, Values>>;

/** A request that fits the contract. */
export interface Sample {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: the operation takes no JSON. */
  readonly body?: { readonly value: unknown; readonly media: MediaContract };
  /** Whether a user gave its values: then the server knows what they name, and has no reason to refuse it. */
  readonly isGiven: boolean;
}

/** Generated values are the same in every run. */
const SEED = 1;

/**
 * A valid request to an operation: from given values, the rest generated.
 *
 * @returns What keeps one from being made, as text.
 */
export const sampleFor = (contract: Contract, operation: Operation, values: Values | undefined): Sample | string => {
  const fields: Record<'path' | 'query' | 'headers', Record<string, string>> = {
    path: { ...values?.path },
    query: { ...values?.query },
    headers: lowerCase(values?.headers ?? {}),
  };
  for (const parameter of operation.parameters.filter(({ required }) => required)) {
    const place = PLACES.get(parameter.in);
    if (place === undefined) return `it needs the cookie ${parameter.name}`;
    for (const [name, text] of textsFor(contract, parameter)) {
      fields[place][parameter.in === 'header' ? name.toLowerCase() : name] ??= text;
    }
  }
  const body = bodyFor(contract, operation, values);
  if (typeof body === 'string') return body;
  return { operation, ...fields, ...(body && { body }), isGiven: values !== undefined };
};

const PLACES: ReadonlyMap<string, 'path' | 'query' | 'headers'> = new Map([
  ['path', 'path'],
  ['query', 'query'],
  ['header', 'headers'],
]);

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** A generated value as it is written, by the names under which its parts go. */
const textsFor = (
  { document }: Contract,
  parameter: ParameterContract,
): readonly (readonly [name: string, text: string])[] => {
  const { schemaPointer, validate } = parameter;
  const made = schemaPointer && generateValue({ document, schemaPointer, validate, direction: 'request' }, SEED);
  return writtenParameter(parameter, made ? shortened(made.value, validate) : 'x');
};

/** One item says as much as several, and can be written in any style. */
const shortened = (value: unknown, validate: ParameterContract['validate']): unknown =>
  Array.isArray(value) && value.length > 1 && validate(value.slice(0, 1)).length === 0 ? value.slice(0, 1) : value;

const bodyFor = (
  { document }: Contract,
  { requestBody }: Operation,
  values: Values | undefined,
): Sample['body'] | string => {
  const media = requestBody?.content.find(({ mediaType }) => isJson(mediaType));
  if (media === undefined) return requestBody?.required === true ? 'its body is no JSON' : undefined;
  if (values?.body !== undefined) {
    const [violation] = media.validate(values.body);
    return violation
      ? `the given body does not fit: ${violation.field} ${violation.message}`
      : { value: values.body, media };
  }
  const { schemaPointer, validate } = media;
  if (schemaPointer === undefined) return { value: {}, media };
  const made = generateValue({ document, schemaPointer, validate, direction: 'request' }, SEED);
  return made ? { value: made.value, media } : `no value was found that fits ${schemaPointer}; give it one`;
};

/** The request that a sample makes, with some of it exchanged. */
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
