import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';
import { isObject } from '../../json.ts';
import type { ContractDocument } from '../document/document.ts';
import { SetUpError } from '../document/set-up-error.ts';
import { refuseCircularRefs } from './circular-ref.ts';
import { createAjv, knowsKeyword } from './create-ajv.ts';
import type { Direction } from './prepare-schema.ts';
import { OTHER_DIALECT, prepareSchema } from './prepare-schema.ts';
import type { SchemaDialect } from './schema-dialect.ts';
import { dialectAt } from './schema-dialect.ts';
import type { Validator, Violation } from './violation.ts';
import { violationsFrom } from './violation.ts';

/** An ajv instance for one dialect and direction, with the schemas added to it. */
interface DirectedAjv {
  readonly ajv: Ajv;
  readonly dialect: SchemaDialect;
  readonly direction: Direction;
  /** By pointer: the id under which ajv finds the schema, or the error of an invalid one. */
  readonly schemas: Map<string, string | SetUpError>;
}

/**
 * Compiles the schemas of one contract into validators, with one ajv instance per dialect and direction.
 *
 * Fails closed. A schema that cannot be compiled throws with its JSON pointer: a mock that skips a validator answers 200 to
 * everything, and a passing build proves nothing.
 */
export class SchemaCompiler {
  readonly #document: ContractDocument;
  readonly #isTrusted: boolean;
  readonly #ajvs = new Map<string, DirectedAjv>();
  readonly #acyclicPointers = new Set<string>();
  /** Compiles the schemas that were found inside a schema of another dialect; called by {@link finish}. */
  readonly #deferred: (() => void)[] = [];

  /** @param isTrusted Whether all schemas are known to compile, and to fit their metaschemas. */
  constructor(document: ContractDocument, isTrusted: boolean) {
    this.#document = document;
    this.#isTrusted = isTrusted;
  }

  /** @throws {SetUpError} if the schema cannot be compiled; where schemas are trusted, only when the validator is used. */
  compile(pointer: string, direction: Direction): Validator {
    // Trusted schemas are compiled on first use, so that a contract with many operations starts at once.
    let known = this.#isTrusted ? undefined : this.#validateFunction(pointer, direction);
    return (value) => {
      const check = (known ??= this.#validateFunction(pointer, direction));
      return check(value) ? FITS : violationsFrom(check.errors, value);
    };
  }

  /**
   * Compiles the schemas that were only referred to so far. Call it once, after every schema of the contract was requested.
   *
   * @throws {SetUpError} if a schema cannot be compiled.
   */
  finish(): void {
    for (let next = this.#deferred.pop(); next; next = this.#deferred.pop()) next();
  }

  #validateFunction(pointer: string, direction: Direction): ValidateFunction {
    const directed = this.#ajvFor(dialectAt(this.#document, pointer), direction);
    const id = this.#idIn(directed, pointer);
    try {
      return directed.ajv.getSchema(id) as ValidateFunction;
    } catch (error) {
      // A schema that was refused earlier is missing for those that refer to it: report the original error.
      const cause = [...directed.schemas.values()].find((known) => known instanceof SetUpError);
      throw cause ?? this.#uncompilable(pointer, (error as Error).message);
    }
  }

  #ajvFor(dialect: SchemaDialect, direction: Direction): DirectedAjv {
    const key = `${dialect} ${direction}`;
    const known = this.#ajvs.get(key);
    if (known) return known;
    const ajv = createAjv(dialect, this.#document.root, this.#isTrusted);
    const compile = (pointer: string): DataValidateFunction => this.#otherDialect(pointer, direction);
    ajv.addKeyword({ keyword: OTHER_DIALECT, errors: 'full', compile });
    const directed = { ajv, dialect, direction, schemas: new Map<string, string | SetUpError>() };
    this.#ajvs.set(key, directed);
    return directed;
  }

  /** A schema of another dialect inside a schema. Compiled on first use, so that dialects may refer to each other. */
  #otherDialect(pointer: string, direction: Direction): DataValidateFunction {
    let compiled: ValidateFunction | undefined;
    const compile = (): ValidateFunction => (compiled ??= this.#validateFunction(pointer, direction));
    this.#deferred.push(compile);
    const check: DataValidateFunction = (value, context) => {
      const validate = compile();
      const fits = validate(value);
      check.errors = fits ? [] : errorsBelow(context?.instancePath ?? '', validate.errors ?? []);
      return fits;
    };
    return check;
  }

  #idIn(directed: DirectedAjv, pointer: string): string {
    const known = directed.schemas.get(pointer);
    if (known instanceof SetUpError) throw known;
    if (known !== undefined) return known;
    const id = `contract:schema-${directed.schemas.size}`;
    // Set before the schema is added, since it may refer to itself.
    directed.schemas.set(pointer, id);
    try {
      this.#add(directed, pointer, id);
      return id;
    } catch (error) {
      directed.schemas.set(pointer, error as SetUpError);
      throw error;
    }
  }

  #add(directed: DirectedAjv, pointer: string, id: string): void {
    refuseCircularRefs(this.#document, pointer, this.#acyclicPointers);
    const schema = this.#prepared(directed, pointer);
    if (typeof schema !== 'boolean' && !isObject(schema))
      throw this.#uncompilable(pointer, 'it is neither an object nor a boolean');
    if (directed.ajv.validateSchema(schema) !== true) {
      const [violation] = violationsFrom(directed.ajv.errors, schema);
      throw this.#uncompilable(pointer + (violation?.pointer ?? ''), `it ${violation?.message}`);
    }
    try {
      directed.ajv.addSchema(schema, id, false, false);
    } catch (error) {
      throw this.#uncompilable(pointer, (error as Error).message);
    }
  }

  #prepared(directed: DirectedAjv, pointer: string): unknown {
    const { dialect, direction, ajv } = directed;
    const knows = (keyword: string): boolean => knowsKeyword(ajv, keyword);
    const idOf = (target: string): string => this.#idIn(directed, target);
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
