import type { Json, SchemaLocation } from './reference.ts';
import { follow, isRecord } from './reference.ts';
import type { Check } from './schemas.ts';
import { schemaIn, Schemas, textFits } from './schemas.ts';

/** A response as received. */
export interface WireResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as sent. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Checks requests and responses against a document, without any code of the engine. */
export class Referee {
  readonly #root: Json;
  readonly #schemas: Schemas;

  constructor(root: Json) {
    this.#root = root;
    this.#schemas = new Schemas(root);
  }

  operation(method: string, path: string): OperationReferee {
    const operation = this.#follow(['paths', path, method.toLowerCase()], ['paths', path], method.toLowerCase());
    if (operation === undefined) throw new Error(`The document has no ${method} ${path}.`);
    return new OperationReferee(this.#root, this.#schemas, operation, this.#parameters(path, operation));
  }

  /** A path item may itself be a reference. */
  #follow(direct: readonly string[], item: readonly string[], method: string): SchemaLocation | undefined {
    const pathItem = follow(this.#root, item);
    return follow(this.#root, direct) ?? (pathItem && follow(this.#root, [...pathItem.path, method]));
  }

  #parameters(path: string, operation: SchemaLocation): readonly SchemaLocation[] {
    const pathItem = follow(this.#root, ['paths', path]);
    const found = new Map<string, SchemaLocation>();
    for (const parent of [pathItem, operation]) {
      const list = parent?.node['parameters'];
      for (const index of Array.isArray(list) ? list.keys() : []) {
        const parameter = follow(this.#root, [...(parent?.path ?? []), 'parameters', String(index)]);
        if (parameter) found.set(`${parameter.node['in']} ${parameter.node['name']}`, parameter);
      }
    }
    return [...found.values()];
  }
}

/** Whether a request fits; `unknown` if the referee cannot read its serialization. */
export type RefereeResult = 'fits' | 'breaks' | 'unknown';

export class OperationReferee {
  readonly #root: Json;
  readonly #schemas: Schemas;
  readonly #operation: SchemaLocation;
  readonly #parameters: readonly SchemaLocation[];

  constructor(root: Json, schemas: Schemas, operation: SchemaLocation, parameters: readonly SchemaLocation[]) {
    this.#root = root;
    this.#schemas = schemas;
    this.#operation = operation;
    this.#parameters = parameters;
  }

  /** The declared statuses, as written in the document. */
  get declared(): readonly string[] {
    const { responses } = this.#operation.node;
    return Object.keys(isRecord(responses) ? responses : {}).filter((status) => !status.startsWith('x-'));
  }

  /** The problems of a response; empty if it fits. */
  problems(received: WireResponse): readonly string[] {
    if (this.declared.length === 0) return [];
    const key = this.#keyFor(received.status);
    if (key === undefined) return [`status ${received.status} is not declared`];
    const response = this.#below(this.#operation, 'responses', key);
    if (response === undefined) return [`the response ${key} cannot be found`];
    return [...this.#bodyProblems(received, response), ...this.#headerProblems(received, response)];
  }

  #keyFor(status: number): string | undefined {
    const range = `${String(status)[0]}xx`;
    const exact = this.declared.find((key) => key === String(status));
    return exact ?? this.declared.find((key) => key.toLowerCase() === range || key === 'default');
  }

  #bodyProblems({ status, headers, body }: WireResponse, response: SchemaLocation): readonly string[] {
    const type = typeOf(headers['content-type']);
    const content = response.node['content'];
    const names = Object.keys(isRecord(content) ? content : {});
    // Where the document declares no content, an error may have any body.
    if (names.length === 0) return body === '' || status >= 400 ? [] : ['there is a body, but none is declared'];
    if (status === 204 || status === 304) return [];
    const name = mediaFor(names, type);
    if (name === undefined) return [`the media type "${type}" is not declared`];
    const media = this.#below(response, 'content', name);
    const schema = media && schemaIn(media);
    const check = schema && this.#schemas.check(schema, 'reply');
    return check ? contentProblems(body, type, check) : jsonProblems(body, type);
  }

  #headerProblems({ headers }: WireResponse, response: SchemaLocation): readonly string[] {
    const declared = isRecord(response.node['headers']) ? Object.keys(response.node['headers']) : [];
    return declared.flatMap((name) => {
      const header = this.#below(response, 'headers', name);
      const text = headers[name.toLowerCase()];
      if (header === undefined || name.toLowerCase() === 'content-type') return [];
      if (text === undefined) return header.node['required'] === true ? [`the header ${name} is missing`] : [];
      const schema = schemaIn(header);
      const fits = schema === undefined || textFits(text, this.#schemas.check(schema, 'reply'));
      return fits ? [] : [`the header ${name} does not fit`];
    });
  }

  /** Checks a request's body, and its parameters in plain styles. */
  verdict(wireRequest: WireRequest, pathParameters: ReadonlyMap<string, string>): RefereeResult {
    const parts = [
      this.#bodyVerdict(wireRequest),
      ...this.#parameters.map((each) => this.#parameterVerdict(each, wireRequest, pathParameters)),
    ];
    if (parts.includes('breaks')) return 'breaks';
    return parts.includes('unknown') ? 'unknown' : 'fits';
  }

  #bodyVerdict({ body, headers }: WireRequest): RefereeResult {
    const declared = this.#below(this.#operation, 'requestBody');
    if (declared === undefined) return body === undefined ? 'fits' : 'unknown';
    if (body === undefined) return declared.node['required'] === true ? 'breaks' : 'fits';
    const type = typeOf(headers['content-type']);
    const content = declared.node['content'];
    const name = mediaFor(Object.keys(isRecord(content) ? content : {}), type);
    if (name === undefined) return 'breaks';
    if (!isJson(type)) return 'unknown';
    const media = this.#below(declared, 'content', name);
    const schema = media && schemaIn(media);
    const problems = schema
      ? contentProblems(body, type, this.#schemas.check(schema, 'request'))
      : jsonProblems(body, type);
    return problems.length === 0 ? 'fits' : 'breaks';
  }

  #parameterVerdict(
    { node, path }: SchemaLocation,
    wireRequest: WireRequest,
    inPath: ReadonlyMap<string, string>,
  ): RefereeResult {
    const texts = textsOf(node, wireRequest, inPath);
    const style = node['style'] ?? 'simple';
    if (texts === undefined) return 'unknown';
    if (!PLAIN_STYLES.has(style)) return isAbsent(node, wireRequest) ? 'fits' : 'unknown';
    if (texts.length === 0) return node['required'] === true && !isExploded(node) ? 'breaks' : 'fits';
    const schema = schemaIn({ node, path });
    if (schema === undefined) return 'unknown';
    return textFits(texts.join(','), this.#schemas.check(schema, 'request')) ? 'fits' : 'breaks';
  }

  #below(location: SchemaLocation, ...tokens: readonly string[]): SchemaLocation | undefined {
    return follow(this.#root, [...location.path, ...tokens]);
  }
}

const PLAIN_STYLES: ReadonlySet<unknown> = new Set(['form', 'simple']);

/** The texts of a parameter; `undefined` for a location that is not read here. */
const textsOf = (
  { name, in: location }: Json,
  { target, headers }: WireRequest,
  inPath: ReadonlyMap<string, string>,
): readonly string[] | undefined => {
  const key = String(name);
  switch (location) {
    case 'path':
      return [inPath.get(key) ?? []].flat();
    case 'query':
      return new URLSearchParams(target.split('?')[1] ?? '').getAll(key);
    case 'header':
      return [headers[key.toLowerCase()] ?? []].flat();
    default:
      return undefined;
  }
};

/** For styles that are not read here, such as `deepObject`, the referee can at least see that the parameter is absent. */
const isAbsent = ({ name, required }: Json, { target }: WireRequest): boolean =>
  required !== true &&
  ![...new URLSearchParams(target.split('?')[1] ?? '').keys()].some((key) => key.startsWith(String(name)));

/** The properties of an object may be sent as separate parameters. */
const isExploded = ({ schema }: Json): boolean => isRecord(schema) && schema['type'] !== 'string';

const typeOf = (contentType = ''): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

const isJson = (type: string): boolean => /[/+]json$/.test(type);

const mediaFor = (names: readonly string[], type: string): string | undefined =>
  names.find((name) => typeOf(name) === type) ??
  names.find((name) => typeOf(name) === `${type.split('/')[0]}/*`) ??
  names.find((name) => typeOf(name) === '*/*');

const jsonProblems = (body: string, type: string): readonly string[] => contentProblems(body, type, () => []);

/** Checks only JSON and text; for other bodies, only the media type is checked. */
const contentProblems = (body: string, type: string, check: Check): readonly string[] => {
  if (!isJson(type)) return type.startsWith('text/') && !textFits(body, check) ? ['the text does not fit'] : [];
  try {
    return check(JSON.parse(body) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return ['the body is not valid JSON'];
  }
};
