import type { JsonObject } from '../exchange.ts';
import { SetUpError } from '../set-up-error.ts';
import type { ContractDocument, Located } from './document.ts';
import { isObject } from './document.ts';
import type {
  HeaderContract,
  MediaContract,
  Operation,
  ParameterContract,
  ResponseContract,
  Validator,
} from './operations.ts';
import { mediaTypeOf } from './operations.ts';
import { pointerTo } from './pointer.ts';
import type { Direction } from './prepare-schema.ts';
import { readSecurity } from './read-security.ts';
import type { SchemaCompiler } from './schema-compiler.ts';

const ANYTHING_FITS: Validator = () => [];

/** Reads operations out of the document, compiling their schemas as it goes. */
export class OperationReader {
  readonly #document: ContractDocument;
  readonly #compiler: SchemaCompiler;
  readonly #notices: string[];

  constructor(document: ContractDocument, compiler: SchemaCompiler, notices: string[]) {
    this.#document = document;
    this.#compiler = compiler;
    this.#notices = notices;
  }

  /** @throws {SetUpError} at the first fault of this operation. */
  read(path: string, method: string, pathItem: string): Operation {
    const pointer = pointerTo(pathItem, method);
    const { node } = this.#document.locate(pointer);
    return {
      id: typeof node['operationId'] === 'string' ? node['operationId'] : `${method} ${path}`,
      method: method.toUpperCase(),
      path,
      pointer,
      summary: typeof node['summary'] === 'string' ? node['summary'] : '',
      parameters: this.#parameters(pathItem, pointer),
      requestBody: this.#requestBody(pointer, node),
      responses: this.#responses(pointer, node),
      security: readSecurity(this.#document, pointer, node),
    };
  }

  /** An operation's own parameter stands in for one of its path item with the same name and place. */
  #parameters(pathItem: string, operation: string): readonly ParameterContract[] {
    const byKey = new Map<string, ParameterContract>();
    for (const holder of [pathItem, operation]) {
      const declared = this.#document.locate(holder).node['parameters'];
      for (const index of Array.isArray(declared) ? declared.keys() : []) {
        const parameter = this.#parameter(this.#document.locate(pointerTo(holder, 'parameters', index)));
        byKey.set(`${parameter.in} ${parameter.name.toLowerCase()}`, parameter);
      }
    }
    return [...byKey.values()];
  }

  #parameter({ node, pointer }: Located): ParameterContract {
    const place = node['in'] as ParameterContract['in'];
    if (typeof node['name'] !== 'string' || DEFAULT_STYLES.get(place) === undefined) {
      throw this.#error(pointer, 'is no parameter with a "name" and an "in"', 'Give it both.');
    }
    const style = node['style'] ?? DEFAULT_STYLES.get(place);
    if (style !== DEFAULT_STYLES.get(place)) {
      throw this.#error(
        pointer,
        `has the style ${JSON.stringify(style)}, which is not served yet`,
        'Use the default style.',
      );
    }
    const schema = isObject(node['schema']) ? pointerTo(pointer, 'schema') : undefined;
    return {
      name: node['name'],
      in: place,
      required: node['required'] === true || place === 'path',
      explode: node['explode'] === undefined ? style === 'form' : node['explode'] === true,
      types: this.#types(schema),
      itemTypes: this.#types(schema === undefined ? undefined : pointerTo(this.#schemaAt(schema), 'items')),
      validate: schema === undefined ? ANYTHING_FITS : this.#compiler.compile(schema, 'request'),
    };
  }

  #requestBody(operation: string, node: JsonObject): Operation['requestBody'] {
    if (!isObject(node['requestBody'])) return undefined;
    const body = this.#document.locate(pointerTo(operation, 'requestBody'));
    return { required: body.node['required'] === true, content: this.#content(body, 'request') };
  }

  #responses(operation: string, node: JsonObject): readonly ResponseContract[] {
    if (!isObject(node['responses'])) {
      throw this.#error(operation, 'declares no responses', 'Say what it answers under "responses".');
    }
    return Object.keys(node['responses'])
      .filter((status) => STATUS.test(status))
      .map((status) => {
        const response = this.#document.locate(pointerTo(operation, 'responses', status));
        const content = this.#content(response, 'reply');
        return { status: status.toUpperCase(), pointer: response.pointer, content, headers: this.#headers(response) };
      })
      .map(({ status, ...rest }) => ({ status: status === 'DEFAULT' ? 'default' : status, ...rest }));
  }

  #headers({ node, pointer }: Located): readonly HeaderContract[] {
    return Object.keys(isObject(node['headers']) ? node['headers'] : {})
      .filter((name) => name.toLowerCase() !== 'content-type')
      .map((name) => {
        const header = this.#document.locate(pointerTo(pointer, 'headers', name));
        const schema = isObject(header.node['schema']) ? pointerTo(header.pointer, 'schema') : undefined;
        return {
          name: name.toLowerCase(),
          required: header.node['required'] === true,
          types: this.#types(schema),
          validate: schema === undefined ? ANYTHING_FITS : this.#compiler.compile(schema, 'reply'),
          schemaPointer: schema,
        };
      });
  }

  #content({ node, pointer }: Located, direction: Direction): readonly MediaContract[] {
    return Object.keys(isObject(node['content']) ? node['content'] : {}).map((name) => {
      const media = this.#document.locate(pointerTo(pointer, 'content', name));
      const schema = media.node['schema'] === undefined ? undefined : pointerTo(media.pointer, 'schema');
      const validate = schema === undefined ? ANYTHING_FITS : this.#compiler.compile(schema, direction);
      return {
        mediaType: mediaTypeOf(name),
        validate,
        schemaPointer: schema === undefined ? undefined : this.#schemaAt(schema),
        examples: direction === 'reply' ? this.#examples(media, validate) : new Map(),
      };
    });
  }

  /** An example that its own schema refuses is left out, and said: it would only be refused again on its way out. */
  #examples({ node, pointer }: Located, validate: Validator): ReadonlyMap<string, unknown> {
    const declared = new Map<string, unknown>();
    if (node['example'] !== undefined) declared.set('example', node['example']);
    for (const name of Object.keys(isObject(node['examples']) ? node['examples'] : {})) {
      const example = this.#document.locate(pointerTo(pointer, 'examples', name)).node;
      if (example['value'] !== undefined) declared.set(name, example['value']);
    }
    for (const [name, value] of declared) {
      const violation = validate(value)[0];
      if (violation === undefined) continue;
      declared.delete(name);
      this.#notices.push(
        `${this.#document.source}#${pointer}: the example "${name}" is not used: ${violation.field || 'it'} ${violation.message}`,
      );
    }
    return declared;
  }

  #types(schema: string | undefined): ReadonlySet<string> {
    const at = schema === undefined ? undefined : this.#tryLocate(schema);
    const type = at?.node['type'];
    return new Set(Array.isArray(type) ? (type as string[]) : typeof type === 'string' ? [type] : []);
  }

  #schemaAt(pointer: string): string {
    return this.#tryLocate(pointer)?.pointer ?? pointer;
  }

  /** A schema may also be `true` or `false`, which is no object to look into. */
  #tryLocate(pointer: string): Located | undefined {
    try {
      return this.#document.locate(pointer);
    } catch (error) {
      if (error instanceof SetUpError) return undefined;
      throw error;
    }
  }

  #error(pointer: string, problem: string, remedy: string): SetUpError {
    return new SetUpError([this.#document.fault(pointer, problem, remedy)]);
  }
}

const STATUS = /^([1-5]\d\d|[1-5]XX|default)$/i;

const DEFAULT_STYLES: ReadonlyMap<string, string> = new Map([
  ['path', 'simple'],
  ['query', 'form'],
  ['header', 'simple'],
  ['cookie', 'form'],
]);
