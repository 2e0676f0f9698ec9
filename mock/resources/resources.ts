import type { Operation } from '../contract/operations/operation.ts';
import { inferResources } from './infer/infer-resources.ts';
import type { Resource, ResourceRole } from './infer/resource.ts';
import type { ResourceSettings } from './resource-settings.ts';

/** A resource higher up in an operation's path, and the path parameter that names its item. */
export interface Ancestor {
  readonly resource: Resource;
  readonly parameter: string;
}

/** The resources of a contract, by operation. Inferred on first use, to keep the start fast. */
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

  /** The role of an operation, if it belongs to a resource. */
  roleOf({ id }: Operation): ResourceRole | undefined {
    this.#roles ??= new Map(this.all().flatMap(rolesIn));
    return this.#roles.get(id);
  }

  /** The resources whose items must exist for an operation below them, the outermost first. */
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
