import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import { SetUpError } from '../set-up-error.ts';
import type { ContractDocument } from './document.ts';
import type { Validator } from './operations.ts';
import { valueAt } from './pointer.ts';
import type { Direction } from './prepare-schema.ts';
import { OTHER_DIALECT, prepareSchema } from './prepare-schema.ts';
import type { SchemaDialect } from './schema-dialect.ts';
import { dialectOfUri, dialectUriAt, KNOWN_DIALECTS } from './schema-dialect.ts';
import { createEngine } from './schema-engine.ts';
import type { Violation } from './violation.ts';
import { violationsFrom } from './violation.ts';

/** One ajv with the schemas it has been given: pointer → the id under which ajv finds it. */
interface Engine {
  readonly ajv: Ajv;
  readonly dialect: SchemaDialect;
  readonly direction: Direction;
  readonly ids: Map<string, string>;
}

/**
 * Turns the schemas of one contract into validators: one ajv for each dialect and direction, chosen where a schema begins.
 *
 * Fails closed. A schema that cannot be compiled throws with its JSON pointer: a mock that skips a validator answers 200 to
 * anything, and a green build proves nothing.
 */
export class SchemaCompiler {
  readonly #document: ContractDocument;
  readonly #engines = new Map<string, Engine>();
  readonly #compiled = new Map<string, ValidateFunction>();
  /** Pointers that were met inside a schema of another dialect, and wait for {@link finish}. */
  readonly #referredTo: { readonly pointer: string; readonly direction: Direction }[] = [];

  constructor(document: ContractDocument) {
    this.#document = document;
  }

  /** @throws {SetUpError} if the schema cannot be compiled. */
  compile(pointer: string, direction: Direction): Validator {
    const check = this.#function(pointer, direction);
    return (value) => (check(value) ? FITS : violationsFrom(check.errors ?? [], value));
  }

  /**
   * Compiles what has only been referred to so far. Call once, when every schema of the contract was asked for.
   *
   * @throws {SetUpError} if a schema cannot be compiled.
   */
  finish(): void {
    for (let next = this.#referredTo.pop(); next; next = this.#referredTo.pop()) {
      this.#function(next.pointer, next.direction);
    }
  }

  #function(pointer: string, direction: Direction): ValidateFunction {
    const key = `${direction} ${pointer}`;
    const compiled = this.#compiled.get(key) ?? this.#compile(pointer, direction);
    this.#compiled.set(key, compiled);
    return compiled;
  }

  #compile(pointer: string, direction: Direction): ValidateFunction {
    try {
      const engine = this.#engine(this.#dialectAt(pointer), direction);
      return engine.ajv.compile({ $ref: this.#idIn(engine, pointer) });
    } catch (error) {
      if (error instanceof SetUpError) throw error;
      const problem = `holds a schema that cannot be compiled: ${(error as Error).message}`;
      throw this.#error(pointer, problem, 'Correct the schema: nothing is served unchecked.');
    }
  }

  #dialectAt(pointer: string): SchemaDialect {
    const uri = dialectUriAt(this.#document, pointer);
    if (uri === undefined) return this.#document.version === '3.0' ? 'openapi-3.0' : '2020-12';
    const dialect = dialectOfUri(uri);
    if (dialect) return dialect;
    const problem = `is written in ${uri}, a JSON Schema dialect that is not known here`;
    throw this.#error(pointer, problem, `Use one of ${KNOWN_DIALECTS}.`);
  }

  #engine(dialect: SchemaDialect, direction: Direction): Engine {
    const key = `${dialect} ${direction}`;
    const known = this.#engines.get(key);
    if (known) return known;
    const engine = {
      ajv: createEngine(dialect, this.#document.root),
      dialect,
      direction,
      ids: new Map<string, string>(),
    };
    const compile = (pointer: string): DataValidateFunction => this.#elsewhere(pointer, direction);
    engine.ajv.addKeyword({ keyword: OTHER_DIALECT, errors: 'full', compile });
    this.#engines.set(key, engine);
    return engine;
  }

  /** A schema of another dialect in the midst of one. Found when first used, so that dialects may refer to each other. */
  #elsewhere(pointer: string, direction: Direction): DataValidateFunction {
    this.#referredTo.push({ pointer, direction });
    const check: DataValidateFunction = (value, context) => {
      const foreign = this.#function(pointer, direction);
      const fits = foreign(value);
      check.errors = fits ? [] : errorsBelow(context?.instancePath ?? '', foreign.errors ?? []);
      return fits;
    };
    return check;
  }

  #idIn(engine: Engine, pointer: string): string {
    const known = engine.ids.get(pointer);
    if (known !== undefined) return known;
    if (valueAt(this.#document.root, pointer) === undefined) {
      throw this.#error(pointer, 'is referred to and does not exist', 'Correct the reference, or add the schema.');
    }
    const id = `contract:schema-${engine.ids.size}`;
    // Before the schema itself, which may refer to itself.
    engine.ids.set(pointer, id);
    engine.ajv.addSchema(this.#prepared(engine, pointer) as object, id);
    return id;
  }

  #prepared({ dialect, direction }: Engine, pointer: string): unknown {
    const references = {
      dialectAt: (target: string) => this.#dialectAt(target),
      idOf: (target: string) => this.#idIn(this.#engine(dialect, direction), target),
    };
    return prepareSchema({ document: this.#document, dialect, direction, references }, pointer);
  }

  #error(pointer: string, problem: string, remedy: string): SetUpError {
    return new SetUpError([this.#document.fault(pointer, problem, remedy)]);
  }
}

const FITS: readonly Violation[] = [];

const errorsBelow = (instancePath: string, errors: readonly ErrorObject[]): Partial<ErrorObject>[] =>
  errors.map((error) => ({ ...error, instancePath: instancePath + error.instancePath }));
