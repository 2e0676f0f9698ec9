import type { Operation } from '../contract/operations/operation.ts';
import { inferResources } from './infer/infer-resources.ts';
import type { Resource, ResourceRole } from './infer/resource.ts';
import type { ResourceSettings } from './resource-settings.ts';

/** A resource that an operation goes through on its way down its path, and which of its path parameters names the item. */
export interface Ancestor {
  readonly resource: Resource;
  readonly parameter: string;
}

/** The resources of a contract, by what its operations have to do with them. Inferred when first asked for: a start need not wait. */
export class Resources {
  readonly settings: ResourceSettings;
  readonly #operations: readonly Operation[];
  #known: readonly Resource[] | undefined;
  #roles: ReadonlyMap<string, ResourceRole> | undefined;
  readonly #ancestors = new Map<string, readonly Ancestor[]>();

  constructor(operations: readonly Operation[], settings: ResourceSettings) {
    this.settings = settings;
    this.#operations = operations;
  }

  all(): readonly Resource[] {
    const { enabled, except } = this.settings;
    this.#known ??= enabled ? inferResources(this.#operations).filter(({ name }) => !except.includes(name)) : [];
    return this.#known;
  }

  /** What an operation does, if it does it to a resource. */
  roleOf({ id }: Operation): ResourceRole | undefined {
    this.#roles ??= new Map(this.all().flatMap(rolesIn));
    return this.#roles.get(id);
  }

  /** The items that have to be there before an operation can do anything below them, the outermost first. */
  ancestorsOf({ id, path }: Operation): readonly Ancestor[] {
    const known = this.#ancestors.get(id) ?? ancestorsOn(path, this.all());
    this.#ancestors.set(id, known);
    return known;
  }
}

const rolesIn = (resource: Resource): readonly (readonly [string, ResourceRole])[] =>
  [...resource.roles].map(([role, served]) => [served.operation.id, { resource, role, served }] as const);

const ancestorsOn = (path: string, resources: readonly Resource[]): readonly Ancestor[] =>
  resources
    .filter(({ name, idParameter }) => path.startsWith(`${name}/{${idParameter}}/`))
    .toSorted((one, other) => one.name.length - other.name.length)
    .map((resource) => ({ resource, parameter: resource.idParameter }));
