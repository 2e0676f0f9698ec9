import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import { SetUpError } from '../document/set-up-error.ts';
import type { ContractDocument } from '../document/document.ts';
import { isObject } from '../../json.ts';
import { refuseCircularRefs } from './circular-ref.ts';
import type { Validator, Violation } from './violation.ts';
import type { Direction } from './prepare-schema.ts';
import { OTHER_DIALECT, prepareSchema } from './prepare-schema.ts';
import type { SchemaDialect } from './schema-dialect.ts';
import { dialectAt } from './schema-dialect.ts';
import { createAjv, knowsKeyword } from './create-ajv.ts';
import { violationsFrom } from './violation.ts';

/** One ajv with the schemas it has been given. */
interface DirectedAjv {
  readonly ajv: Ajv;
  readonly dialect: SchemaDialect;
  readonly direction: Direction;
  /** By pointer: the id under which ajv finds the schema, or what is wrong with it. */
  readonly schemas: Map<string, string | SetUpError>;
}

/**
 * Turns the schemas of one contract into validators: one ajv for each dialect and direction, chosen where a schema begins.
 *
 * Fails closed. A schema that cannot be compiled throws with its JSON pointer: a mock that skips a validator answers 200 to
 * anything, and a green build proves nothing.
 */
export class SchemaCompiler {
  readonly #document: ContractDocument;
  readonly #isTrusted: boolean;
  readonly #engines = new Map<string, DirectedAjv>();
  readonly #endingSchemas = new Set<string>();
  /** What was met inside a schema of another dialect, and waits for {@link finish}. */
  readonly #referredTo: (() => void)[] = [];

  /** @param isTrusted Whether all schemas are known to compile, and to fit their metaschemas. */
  constructor(document: ContractDocument, isTrusted: boolean) {
    this.#document = document;
    this.#isTrusted = isTrusted;
  }

  /** @throws {SetUpError} if the schema cannot be compiled; where schemas are trusted, only when the validator is used. */
  compile(pointer: string, direction: Direction): Validator {
    // What is known to compile is compiled when it is first needed: a contract of many operations is ready at once.
    let known = this.#isTrusted ? undefined : this.#function(pointer, direction);
    return (value) => {
      const check = (known ??= this.#function(pointer, direction));
      return check(value) ? FITS : violationsFrom(check.errors, value);
    };
  }

  /**
   * Compiles what has only been referred to so far. Call once, when every schema of the contract was asked for.
   *
   * @throws {SetUpError} if a schema cannot be compiled.
   */
  finish(): void {
    for (let next = this.#referredTo.pop(); next; next = this.#referredTo.pop()) next();
  }

  #function(pointer: string, direction: Direction): ValidateFunction {
    const engine = this.#engine(dialectAt(this.#document, pointer), direction);
    const id = this.#idIn(engine, pointer);
    try {
      return engine.ajv.getSchema(id) as ValidateFunction;
    } catch (error) {
      // A schema that was refused before is missed by those that refer to it.
      const cause = [...engine.schemas.values()].find((known) => known instanceof SetUpError);
      throw cause ?? this.#uncompilable(pointer, (error as Error).message);
    }
  }

  #engine(dialect: SchemaDialect, direction: Direction): DirectedAjv {
    const key = `${dialect} ${direction}`;
    const known = this.#engines.get(key);
    if (known) return known;
    const ajv = createAjv(dialect, this.#document.root, this.#isTrusted);
    const compile = (pointer: string): DataValidateFunction => this.#elsewhere(pointer, direction);
    ajv.addKeyword({ keyword: OTHER_DIALECT, errors: 'full', compile });
    const engine = { ajv, dialect, direction, schemas: new Map<string, string | SetUpError>() };
    this.#engines.set(key, engine);
    return engine;
  }

  /** A schema of another dialect in the midst of one. Found when first used, so that dialects may refer to each other. */
  #elsewhere(pointer: string, direction: Direction): DataValidateFunction {
    let found: ValidateFunction | undefined;
    const foreign = (): ValidateFunction => (found ??= this.#function(pointer, direction));
    this.#referredTo.push(foreign);
    const check: DataValidateFunction = (value, context) => {
      const judge = foreign();
      const fits = judge(value);
      check.errors = fits ? [] : errorsBelow(context?.instancePath ?? '', judge.errors ?? []);
      return fits;
    };
    return check;
  }

  #idIn(engine: DirectedAjv, pointer: string): string {
    const known = engine.schemas.get(pointer);
    if (known instanceof SetUpError) throw known;
    if (known !== undefined) return known;
    const id = `contract:schema-${engine.schemas.size}`;
    // Before the schema itself, which may refer to itself.
    engine.schemas.set(pointer, id);
    try {
      this.#add(engine, pointer, id);
      return id;
    } catch (error) {
      engine.schemas.set(pointer, error as SetUpError);
      throw error;
    }
  }

  #add(engine: DirectedAjv, pointer: string, id: string): void {
    refuseCircularRefs(this.#document, pointer, this.#endingSchemas);
    const schema = this.#prepared(engine, pointer);
    if (typeof schema !== 'boolean' && !isObject(schema))
      throw this.#uncompilable(pointer, 'it is no object, and no boolean');
    if (engine.ajv.validateSchema(schema) !== true) {
      const [violation] = violationsFrom(engine.ajv.errors, schema);
      throw this.#uncompilable(pointer + (violation?.pointer ?? ''), `it ${violation?.message}`);
    }
    try {
      engine.ajv.addSchema(schema, id, false, false);
    } catch (error) {
      throw this.#uncompilable(pointer, (error as Error).message);
    }
  }

  #prepared(engine: DirectedAjv, pointer: string): unknown {
    const { dialect, direction, ajv } = engine;
    const knows = (keyword: string): boolean => knowsKeyword(ajv, keyword);
    const idOf = (target: string): string => this.#idIn(engine, target);
    return prepareSchema({ document: this.#document, dialect, direction, knows, idOf }, pointer);
  }

  #uncompilable(pointer: string, why: string): SetUpError {
    const problem = `holds a schema that cannot be compiled: ${why}`;
    return this.#document.error(pointer, problem, 'Correct the schema: nothing is served unchecked.');
  }
}

const FITS: readonly Violation[] = [];

const errorsBelow = (instancePath: string, errors: readonly ErrorObject[]): Partial<ErrorObject>[] =>
  errors.map((error) => ({ ...error, instancePath: instancePath + error.instancePath }));
