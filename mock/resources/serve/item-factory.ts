import { isObject } from '../../json.ts';
import type { Operation } from '../../contract/operations/operation.ts';
import type { Shape } from '../../contract/schemas/shape.ts';
import type { Instant } from '../../state/instant.ts';
import type { JsonObject } from '../../json.ts';
import { mergeValid, valueAtPath, withValueAtPath } from '../../generate/merge-valid.ts';
import type { ContractAnswers } from '../../generate/contract-answers.ts';
import type { Random } from '../../state/random.ts';
import { fitsSuccess, readOnlyIn, shapeOfItem } from '../infer/item-shape.ts';
import { idCandidates, idFromPath, idText } from './item-id.ts';
import { timestamps } from './item-times.ts';
import type { Resource } from '../infer/resource.ts';

/** How often an id is generated until one fits that is free. */
const MAX_ATTEMPTS = 8;

/** Makes items of a resource that fit what the contract says of them. */
export class ItemFactory {
  readonly #resource: Resource;
  readonly #answers: ContractAnswers;
  readonly #scope: readonly string[];
  readonly #now: Instant;
  readonly #shape: Shape | undefined;
  #wrapper: { readonly body: unknown } | undefined;

  /** @param scope The values of the parents' path parameters. */
  constructor(resource: Resource, answers: ContractAnswers, scope: readonly string[], now: Instant) {
    this.#resource = resource;
    this.#answers = answers;
    this.#scope = scope;
    this.#now = now;
    this.#shape = shapeOfItem(resource);
  }

  /** An item in the contract's own words, or with generated values; the same for the same id. */
  sample(itemId: string): JsonObject {
    return this.#sampleAbout([...this.#scope, itemId].join('/'));
  }

  /** What is wanted, as far as an item may have it. */
  made(wanted: JsonObject, base: JsonObject): JsonObject {
    return mergeValid(base, { ...wanted, ...this.#scopeFields() }, (item) => this.fits(item));
  }

  /**
   * What is wanted, under an id that nobody has.
   *
   * @param given The id that the client has chosen, if it has.
   * @param taken The items that there are.
   */
  withNewId(
    wanted: JsonObject,
    base: JsonObject,
    given: unknown,
    taken: readonly JsonObject[],
    random: Random,
  ): JsonObject {
    const { idField } = this.#resource;
    const ids = new Set(taken.map((item) => idText(item[idField])));
    const isUsable = (id: unknown): boolean => !ids.has(idText(id)) && this.fits({ ...base, [idField]: id });
    const likely = given === undefined ? idCandidates(base[idField], this.#shapeOf(idField), ids, random) : [given];
    const id = likely.find(isUsable) ?? this.#generatedIds(ids.size).find(isUsable) ?? base[idField];
    return this.made({ ...wanted, [idField]: id }, base);
  }

  /** An id as it stands in a path, as an item has it. */
  idFromPath(text: string): unknown {
    return idFromPath(this.#resource, this.#shapeOf(this.#resource.idField), text);
  }

  /** Of a body that was sent what an item shows. What it does not show is not kept either: a password, say. */
  partsOf(sent: unknown, operation: Operation): JsonObject {
    if (!isObject(sent)) return {};
    return this.#settableIn(this.unwrapped(sent), operation);
  }

  /** An item as it is wanted, but for what a request may not set: that stays as it was. */
  changedTo(wanted: JsonObject, item: JsonObject, operation: Operation): JsonObject {
    const settable = this.#settableIn(item, operation);
    const fixed = Object.entries(item).filter(([name]) => !Object.hasOwn(settable, name));
    return { ...Object.fromEntries(fixed), ...this.#settableIn(wanted, operation) };
  }

  /** A request may wrap its item as the answers do. */
  unwrapped(sent: JsonObject): JsonObject {
    const inner = valueAtPath(sent, this.place);
    return isObject(inner) ? inner : sent;
  }

  /** Where answers show the item. */
  get place(): readonly string[] {
    return this.#resource.model.itemPath ?? [];
  }

  /** When an item was made, or last changed: now. */
  times(which: 'made' | 'changed'): JsonObject {
    return timestamps(this.#shape, this.#now, which);
  }

  /** Whether items have a property that is a text, a number or the like. */
  hasPlain(name: string): boolean {
    const types = this.#shapeOf(name)?.types;
    return types !== undefined && !types.has('object') && !types.has('array');
  }

  /** Whether the contract lets an item be so. */
  fits(item: JsonObject): boolean {
    const { operation } = this.#resource.model;
    return fitsSuccess(operation, this.place.length === 0 ? item : withValueAtPath(this.#wrapping(), this.place, item));
  }

  #settableIn(properties: JsonObject, operation: Operation): JsonObject {
    const unchangeable = readOnlyIn(operation);
    const isSettable = (name: string): boolean => this.#shapeOf(name) !== undefined && !unchangeable.has(name);
    return Object.fromEntries(Object.entries(properties).filter(([name]) => isSettable(name)));
  }

  #shapeOf(property: string): Shape | undefined {
    return this.#shape?.properties.get(property);
  }

  #sampleAbout(subject: string): JsonObject {
    const item = valueAtPath(this.#answers.sample(this.#resource.model.operation, subject), this.place);
    return isObject(item) ? item : {};
  }

  /** A success around an item: generated once for all that are tried in it. */
  #wrapping(): unknown {
    return (this.#wrapper ??= { body: this.#answers.sample(this.#resource.model.operation, '') }).body;
  }

  /** As the schema has ids, for whatever pattern; made one by one, as they are asked for. */
  *#generatedIds(salt: number): Generator {
    for (let tried = 0; tried < MAX_ATTEMPTS; tried += 1)
      yield this.#sampleAbout(`id ${salt} ${tried}`)[this.#resource.idField];
  }

  /** An item may say what it belongs to, under the name that its parent has in the path. */
  #scopeFields(): JsonObject {
    const fields = this.#resource.parents.flatMap((name, index) => {
      const [value, types] = [this.#scope[index], this.#shapeOf(name)?.types];
      if (value === undefined || types === undefined) return [];
      return [[name, types.has('string') ? value : Number(value)] as const];
    });
    return Object.fromEntries(fields);
  }
}
