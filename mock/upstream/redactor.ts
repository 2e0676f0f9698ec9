import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { namesSecretValue } from '../observe/secret-name.ts';
import { plainName } from '../contract/operations/plain-name.ts';

/** Replaces secrets by placeholders before anything is written to a file that people share. */
export class Redactor {
  readonly #names: ReadonlySet<string>;
  /** Values to replace wherever they occur, the longest first, since one may be part of another. */
  readonly #values: readonly string[];

  /**
   * @param names Names of properties and parameters that hold secrets, beside the usual ones.
   * @param values Secrets known from elsewhere, such as the credential of the request.
   */
  constructor(names: readonly string[], values: readonly string[] = []) {
    this.#names = new Set(names.map(plainName));
    this.#values = values
      .filter((value) => value.length >= MIN_SECRET_LENGTH)
      .toSorted((one, other) => other.length - one.length);
  }

  /** A redactor that also replaces the secrets that a value holds under a secret name, wherever they occur. */
  learning(...values: readonly unknown[]): Redactor {
    return new Redactor(
      [...this.#names],
      [...this.#values, ...values.flatMap((value) => this.#secretsIn(value, false))],
    );
  }

  isSecret(name: string): boolean {
    return namesSecretValue(name) || this.#names.has(plainName(name));
  }

  /** A value with placeholders in place of secrets. A placeholder has the same length and format. */
  masked(value: unknown, isSecret = false): unknown {
    if (Array.isArray(value)) return value.map((item) => this.masked(item, isSecret));
    if (isObject(value)) return this.#each(value, (child, name) => this.masked(child, isSecret || this.isSecret(name)));
    if (isSecret && typeof value === 'number') return 0;
    if (typeof value !== 'string') return value;
    return isSecret ? placeholderFor(value) : this.#maskedText(value);
  }

  /** A JSON Schema that matches the value exactly, except for its secrets. */
  schemaOf(value: unknown, isSecret = false): JsonObject {
    if (this.#isPlain(value, isSecret)) return { const: value };
    if (Array.isArray(value)) {
      const prefixItems = value.map((item) => this.schemaOf(item, isSecret));
      return { type: 'array', minItems: value.length, maxItems: value.length, prefixItems };
    }
    if (!isObject(value)) return { type: value === null ? 'null' : typeof value };
    const properties = this.#each(value, (child, name) => this.schemaOf(child, isSecret || this.isSecret(name)));
    return { type: 'object', required: Object.keys(value).toSorted(), additionalProperties: false, properties };
  }

  #isPlain(value: unknown, isSecret: boolean): boolean {
    if (typeof value !== 'object' || value === null) return !isSecret && this.masked(value) === value;
    if (Array.isArray(value)) return value.every((item) => this.#isPlain(item, isSecret));
    return Object.entries(value).every(([name, child]) => this.#isPlain(child, isSecret || this.isSecret(name)));
  }

  /** `fromEntries`: a property may be called `__proto__`. */
  #each<Made>(value: JsonObject, make: (child: unknown, name: string) => Made): Readonly<Record<string, Made>> {
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, make(child, name)]));
  }

  #secretsIn(value: unknown, isSecret: boolean): readonly string[] {
    if (typeof value === 'string') return isSecret ? [value] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, child]) => this.#secretsIn(child, isSecret || this.isSecret(name)));
  }

  #maskedText(text: string): string {
    const known = this.#values.reduce((masked, secret) => masked.replaceAll(secret, placeholderFor), text);
    return known.replaceAll(PAIR, (pair, start: string, name: string, value: string) =>
      this.isSecret(name) ? `${start}${name}=${placeholderFor(value)}` : pair,
    );
  }
}

/** Shorter values would occur in ordinary words. */
const MIN_SECRET_LENGTH = 4;

/** A pair in the query or fragment of a link. */
const PAIR = /([?&#])([^=&#?\s]+)=([^&#\s]*)/g;

/** Replaces each letter and digit by one of its kind that is also valid in hexadecimal. */
const placeholderFor = (text: string): string =>
  text
    .replaceAll(/\p{Lu}/gu, 'A')
    .replaceAll(/[\p{Ll}\p{Lt}\p{Lm}\p{Lo}]/gu, 'a')
    .replaceAll(/\p{N}/gu, '0');
