import type { Operation } from '../../contract/operations/operation.ts';

/** What an operation does to a resource. */
export type Role = 'create' | 'list' | 'read' | 'replace' | 'change' | 'remove';

/** A resource of an API, inferred from its paths: a collection and the items in it. */
export interface Resource {
  /** The path of the collection, such as `/owners/{ownerId}/pets`; also the name of its record collection. */
  readonly name: string;
  /** The property that identifies an item. */
  readonly idField: string;
  /** The name of the item's path parameter. */
  readonly idParameter: string;
  /** The path parameters of the collection, the outermost first. */
  readonly parents: readonly string[];
  readonly roles: ReadonlyMap<Role, ResourceOperation>;
  /** The operation whose success shows a complete item: the one that reads an item, else the closest one. */
  readonly model: ResourceOperation;
}

/** An operation of a resource. */
export interface ResourceOperation {
  readonly operation: Operation;
  /** The property names that lead to the item, or to the list, in the body of a success; `undefined` if it shows none. */
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
