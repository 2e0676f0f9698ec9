import type { Operation } from '../../contract/operations/operation.ts';

/** What an operation does to a resource. */
export type Role = 'create' | 'list' | 'read' | 'replace' | 'change' | 'remove';

/** Things of one kind that an API keeps, as its paths tell: a collection, and an item in it. */
export interface Resource {
  /** The path of the collection, such as `/owners/{ownerId}/pets`; the name of the records' collection, too. */
  readonly name: string;
  /** The property of an item that tells it from others. */
  readonly idField: string;
  /** The name of the item's path parameter. */
  readonly idParameter: string;
  /** Path parameters of the collection, the outermost first. */
  readonly parents: readonly string[];
  readonly roles: ReadonlyMap<Role, ResourceOperation>;
  /** Whose success shows an item whole: reading one, else what comes closest. */
  readonly model: ResourceOperation;
}

/** An operation of a resource. */
export interface ResourceOperation {
  readonly operation: Operation;
  /** Where in the body of a success the item, or the list of them, is: property names; `undefined` if it shows none. */
  readonly itemPath: readonly string[] | undefined;
}

export interface ResourceRole {
  readonly resource: Resource;
  readonly role: Role;
  readonly served: ResourceOperation;
}

/** `owner` of `/owners`, for messages and for finding ids. */
export const singularOf = ({ name }: Pick<Resource, 'name'>): string => {
  const plural = name.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{')) ?? name;
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  return /(?:s|x|ch|sh)es$/.test(plural) ? plural.slice(0, -2) : plural.replace(/s$/, '');
};

/** Names are written in many ways: `petId`, `pet_id`, `pet-id`. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
