import { follow, isRecord } from './reference.ts';
import type { Json, SchemaLocation } from './reference.ts';
import type { Check } from './schemas.ts';
import { schemaIn, Schemas, textFits } from './schemas.ts';

/** An answer as it came off the wire. */
export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as it goes onto the wire. */
export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Judges requests and answers by a document, with nothing of the engine's. */
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

  /** A path item may be a reference itself. */
  #follow(direct: readonly string[], item: readonly string[], method: string): SchemaLocation | undefined {
    const around = follow(this.#root, item);
    return follow(this.#root, direct) ?? (around && follow(this.#root, [...around.path, method]));
  }

  #parameters(path: string, operation: SchemaLocation): readonly SchemaLocation[] {
    const around = follow(this.#root, ['paths', path]);
    const found = new Map<string, SchemaLocation>();
    for (const holder of [around, operation]) {
      const list = holder?.node['parameters'];
      for (const index of Array.isArray(list) ? list.keys() : []) {
        const parameter = follow(this.#root, [...(holder?.path ?? []), 'parameters', String(index)]);
        if (parameter) found.set(`${parameter.node['in']} ${parameter.node['name']}`, parameter);
      }
    }
    return [...found.values()];
  }
}

/** Whether a request fits; `unknown` where it is written in a way that the referee does not read. */
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

  /** The statuses that are declared, as they are written. */
  get declared(): readonly string[] {
    const { responses } = this.#operation.node;
    return Object.keys(isRecord(responses) ? responses : {}).filter((status) => !status.startsWith('x-'));
  }

  /** What is wrong with an answer; empty if nothing is. */
  problems(answer: Answer): readonly string[] {
    if (this.declared.length === 0) return [];
    const key = this.#keyFor(answer.status);
    if (key === undefined) return [`status ${answer.status} is not declared`];
    const response = this.#below(this.#operation, 'responses', key);
    if (response === undefined) return [`the response ${key} cannot be found`];
    return [...this.#bodyFaults(answer, response), ...this.#headerFaults(answer, response)];
  }

  #keyFor(status: number): string | undefined {
    const range = `${String(status)[0]}xx`;
    const exact = this.declared.find((key) => key === String(status));
    return exact ?? this.declared.find((key) => key.toLowerCase() === range || key === 'default');
  }

  #bodyFaults({ status, headers, body }: Answer, response: SchemaLocation): readonly string[] {
    const type = typeOf(headers['content-type']);
    const content = response.node['content'];
    const names = Object.keys(isRecord(content) ? content : {});
    // What an error says is HTTP's to decide where the document does not.
    if (names.length === 0) return body === '' || status >= 400 ? [] : ['there is a body, and none is declared'];
    if (status === 204 || status === 304) return [];
    const name = mediaFor(names, type);
    if (name === undefined) return [`the media type "${type}" is not declared`];
    const media = this.#below(response, 'content', name);
    const schema = media && schemaIn(media);
    const check = schema && this.#schemas.check(schema, 'reply');
    return check ? contentFaults(body, type, check) : jsonFaults(body, type);
  }

  #headerFaults({ headers }: Answer, response: SchemaLocation): readonly string[] {
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

  /** Judges a request by its body and by those parameters that are written plainly. */
  verdict(asked: Asked, pathParameters: ReadonlyMap<string, string>): RefereeResult {
    const parts = [
      this.#bodyVerdict(asked),
      ...this.#parameters.map((each) => this.#parameterVerdict(each, asked, pathParameters)),
    ];
    if (parts.includes('breaks')) return 'breaks';
    return parts.includes('unknown') ? 'unknown' : 'fits';
  }

  #bodyVerdict({ body, headers }: Asked): RefereeResult {
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
    const problems = schema ? contentFaults(body, type, this.#schemas.check(schema, 'request')) : jsonFaults(body, type);
    return problems.length === 0 ? 'fits' : 'breaks';
  }

  #parameterVerdict({ node, path }: SchemaLocation, asked: Asked, inPath: ReadonlyMap<string, string>): RefereeResult {
    const texts = textsOf(node, asked, inPath);
    const style = node['style'] ?? 'simple';
    if (texts === undefined) return 'unknown';
    if (!PLAIN_STYLES.has(style)) return isLeftOut(node, asked) ? 'fits' : 'unknown';
    if (texts.length === 0) return node['required'] === true && !isSpread(node) ? 'breaks' : 'fits';
    const schema = schemaIn({ node, path });
    if (schema === undefined) return 'unknown';
    return textFits(texts.join(','), this.#schemas.check(schema, 'request')) ? 'fits' : 'breaks';
  }

  #below(place: SchemaLocation, ...tokens: readonly string[]): SchemaLocation | undefined {
    return follow(this.#root, [...place.path, ...tokens]);
  }
}

const PLAIN_STYLES: ReadonlySet<unknown> = new Set(['form', 'simple']);

/** The texts of a parameter; `undefined` for a place that is not read here. */
const textsOf = (
  { name, in: place }: Json,
  { target, headers }: Asked,
  inPath: ReadonlyMap<string, string>,
): readonly string[] | undefined => {
  const key = String(name);
  switch (place) {
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

/** Of styles that are not read here, such as `deepObject`, it can at least be told that nothing was written. */
const isLeftOut = ({ name, required }: Json, { target }: Asked): boolean =>
  required !== true &&
  ![...new URLSearchParams(target.split('?')[1] ?? '').keys()].some((key) => key.startsWith(String(name)));

/** An object's properties may be parameters of their own. */
const isSpread = ({ schema }: Json): boolean => isRecord(schema) && schema['type'] !== 'string';

const typeOf = (contentType = ''): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

const isJson = (type: string): boolean => /[/+]json$/.test(type);

const mediaFor = (names: readonly string[], type: string): string | undefined =>
  names.find((name) => typeOf(name) === type) ??
  names.find((name) => typeOf(name) === `${type.split('/')[0]}/*`) ??
  names.find((name) => typeOf(name) === '*/*');

const jsonFaults = (body: string, type: string): readonly string[] => contentFaults(body, type, () => []);

/** Only JSON and text can be read; of anything else the media type is all that is judged. */
const contentFaults = (body: string, type: string, check: Check): readonly string[] => {
  if (!isJson(type)) return type.startsWith('text/') && !textFits(body, check) ? ['the text does not fit'] : [];
  try {
    return check(JSON.parse(body) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return ['the body is no JSON'];
  }
};
