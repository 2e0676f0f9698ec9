import type { Operation } from '../../contract/operations/operation.ts';
import type { Shape } from '../../contract/schemas/shape.ts';
import type { ContractAnswers } from '../../generate/contract-answers.ts';
import { mergeValid, valueAtPath, withValueAtPath } from '../../generate/merge-valid.ts';
import type { JsonObject } from '../../json.ts';
import { isObject } from '../../json.ts';
import type { Instant } from '../../state/instant.ts';
import type { Random } from '../../state/random.ts';
import { fitsSuccess, readOnlyIn, shapeOfItem } from '../infer/item-shape.ts';
import type { Resource } from '../infer/resource.ts';
import { idCandidates, idFromPath, idText } from './item-id.ts';
import { timestamps } from './item-times.ts';

/** How many ids are generated to find a valid unused one. */
const MAX_ATTEMPTS = 8;

/** Creates items of a resource that fit the contract. */
export class ItemFactory {
  readonly #resource: Resource;
  readonly #answers: ContractAnswers;
  readonly #scope: readonly string[];
  readonly #now: Instant;
  readonly #shape: Shape | undefined;
  #sample: { readonly body: unknown } | undefined;

  /** @param scope The values of the parents' path parameters. */
  constructor(resource: Resource, answers: ContractAnswers, scope: readonly string[], now: Instant) {
    this.#resource = resource;
    this.#answers = answers;
    this.#scope = scope;
    this.#now = now;
    this.#shape = shapeOfItem(resource);
  }

  /** An item from the contract's example, or with generated values; the same for the same id. */
  sample(itemId: string): JsonObject {
    return this.#sampleAbout([...this.#scope, itemId].join('/'));
  }

  /** An item with the requested properties, as far as they fit. */
  create(requested: JsonObject, base: JsonObject): JsonObject {
    return mergeValid(base, { ...requested, ...this.#scopeFields() }, (item) => this.fits(item));
  }

  /**
   * An item with the requested properties and an unused id.
   *
   * @param requestedId The id that the client chose, if any.
   * @param existing The existing items.
   */
  withNewId(
    requested: JsonObject,
    base: JsonObject,
    requestedId: unknown,
    existing: readonly JsonObject[],
    random: Random,
  ): JsonObject {
    const { idField } = this.#resource;
    const ids = new Set(existing.map((item) => idText(item[idField])));
    const isUsable = (id: unknown): boolean => !ids.has(idText(id)) && this.fits({ ...base, [idField]: id });
    const candidates =
      requestedId === undefined ? idCandidates(base[idField], this.#shapeOf(idField), ids, random) : [requestedId];
    const id = candidates.find(isUsable) ?? this.#generatedIds(ids.size).find(isUsable) ?? base[idField];
    return this.create({ ...requested, [idField]: id }, base);
  }

  /** Converts an id from a path to the type that items have. */
  idFromPath(text: string): unknown {
    return idFromPath(this.#resource, this.#shapeOf(this.#resource.idField), text);
  }

  /** The settable properties of a request body. Properties that items do not show, such as a password, are not stored. */
  partsOf(sent: unknown, operation: Operation): JsonObject {
    if (!isObject(sent)) return {};
    return this.#settableIn(this.unwrapped(sent), operation);
  }

  /** The requested item, except for the properties that a request cannot set, which keep their values. */
  changedTo(requested: JsonObject, item: JsonObject, operation: Operation): JsonObject {
    const settable = this.#settableIn(item, operation);
    const fixed = Object.entries(item).filter(([name]) => !Object.hasOwn(settable, name));
    return { ...Object.fromEntries(fixed), ...this.#settableIn(requested, operation) };
  }

  /** The item in a request body, which may be wrapped like that in replies. */
  unwrapped(sent: JsonObject): JsonObject {
    const inner = valueAtPath(sent, this.itemPath);
    return isObject(inner) ? inner : sent;
  }

  /** The path of the item in the body of a reply. */
  get itemPath(): readonly string[] {
    return this.#resource.model.itemPath ?? [];
  }

  /** The properties for the time at which an item was created or changed, set to now. */
  timestamps(which: 'made' | 'changed'): JsonObject {
    return timestamps(this.#shape, this.#now, which);
  }

  /** Whether items have a property of that name with a scalar type. */
  hasScalar(name: string): boolean {
    const types = this.#shapeOf(name)?.types;
    return types !== undefined && !types.has('object') && !types.has('array');
  }

  /** Whether an item fits the contract. */
  fits(item: JsonObject): boolean {
    const { operation } = this.#resource.model;
    const path = this.itemPath;
    return fitsSuccess(operation, path.length === 0 ? item : withValueAtPath(this.#sampleBody(), path, item));
  }

  #settableIn(properties: JsonObject, operation: Operation): JsonObject {
    const readOnly = readOnlyIn(operation);
    const isSettable = (name: string): boolean => this.#shapeOf(name) !== undefined && !readOnly.has(name);
    return Object.fromEntries(Object.entries(properties).filter(([name]) => isSettable(name)));
  }

  #shapeOf(property: string): Shape | undefined {
    return this.#shape?.properties.get(property);
  }

  #sampleAbout(subject: string): JsonObject {
    const item = valueAtPath(this.#answers.sample(this.#resource.model.operation, subject), this.itemPath);
    return isObject(item) ? item : {};
  }

  /** A success body in which items are validated; generated once. */
  #sampleBody(): unknown {
    return (this.#sample ??= { body: this.#answers.sample(this.#resource.model.operation, '') }).body;
  }

  /** Ids generated from the schema, so that they match its pattern; lazily, one by one. */
  *#generatedIds(salt: number): Generator {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1)
      yield this.#sampleAbout(`id ${salt} ${attempt}`)[this.#resource.idField];
  }

  /** Properties of an item that have the name of a parent's path parameter, with its value. */
  #scopeFields(): JsonObject {
    const fields = this.#resource.parents.flatMap((name, index) => {
      const [value, types] = [this.#scope[index], this.#shapeOf(name)?.types];
      if (value === undefined || types === undefined) return [];
      return [[name, types.has('string') ? value : Number(value)] as const];
    });
    return Object.fromEntries(fields);
  }
}
