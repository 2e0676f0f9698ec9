import type { Operation } from '../../contract/operations/operation.ts';
import type { Shape } from '../../contract/schemas/shape.ts';
import { idFieldOf, pathWhere, successShape } from './item-shape.ts';
import type { Resource, ResourceOperation, Role } from './resource.ts';
import { singularOf } from './resource.ts';

/**
 * Infers the resources of a contract from its paths and schemas: one for each path such as `/pets/{petId}` whose response shows an item
 * with an id.
 */
export const inferResources = (operations: readonly Operation[]): readonly Resource[] => {
  const names = new Set(operations.flatMap(({ path }) => ITEM_PATH.exec(path)?.[1] ?? []));
  return [...names].flatMap((name) => inferResource(name, operations) ?? []);
};

/** A collection path that ends in a literal segment, followed by the parameter of its items. */
const ITEM_PATH = /^(.*\/[^/{}]+)\/\{([^{}/]+)\}$/;

const inferResource = (name: string, operations: readonly Operation[]): Resource | undefined => {
  const collection = operations.filter(({ path }) => path === name);
  const items = operations.filter(({ path }) => ITEM_PATH.exec(path)?.[1] === name);
  const idParameter = ITEM_PATH.exec(items[0]?.path ?? '')?.[2] ?? '';
  const byRole = rolesOf(collection, items);
  const candidates = MODEL_ROLES.flatMap((role) => byRole.get(role) ?? []);
  for (const operation of candidates) {
    const idField = idFieldIn(operation, idParameter, name);
    if (idField === undefined) continue;
    const roles = new Map<Role, ResourceOperation>();
    for (const [role, each] of byRole) {
      const served = servedIn(role, each, idField);
      if (served) roles.set(role, served);
    }
    const parents = [...name.matchAll(/\{([^}]*)\}/g)].map(([, parent = '']) => parent);
    return {
      name,
      idField,
      idParameter,
      parents,
      roles,
      model: { operation, itemPath: itemPathOf(operation, idField, false) },
    };
  }
  return undefined;
};

/** The roles whose success shows a complete item, the best first. */
const MODEL_ROLES: readonly Role[] = ['read', 'create', 'replace', 'change'];

const rolesOf = (collection: readonly Operation[], items: readonly Operation[]): ReadonlyMap<Role, Operation> => {
  // Some APIs change an item with POST.
  const change = byMethod(items, 'PATCH') ?? (byMethod(items, 'PUT') ? undefined : byMethod(items, 'POST'));
  const roles: readonly (readonly [Role, Operation | undefined])[] = [
    ['create', byMethod(collection, 'POST')],
    ['list', byMethod(collection, 'GET')],
    ['read', byMethod(items, 'GET')],
    ['replace', byMethod(items, 'PUT')],
    ['change', change],
    ['remove', byMethod(items, 'DELETE')],
  ];
  return new Map(roles.flatMap(([role, operation]) => (operation ? [[role, operation] as const] : [])));
};

const byMethod = (operations: readonly Operation[], method: string): Operation | undefined =>
  operations.find((operation) => operation.method === method);

const idFieldIn = (operation: Operation, idParameter: string, name: string): string | undefined => {
  const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === idParameter);
  const shape = successShape(operation);
  if (shape === undefined) return undefined;
  const singular = singularOf({ name });
  const idIn = (candidate: Shape): string | undefined =>
    idFieldOf(candidate, parameter ?? { name: idParameter }, singular);
  const path = pathWhere(shape, (candidate) => idIn(candidate) !== undefined);
  return path && idIn(path.reduce((at, property) => at.properties.get(property) ?? at, shape));
};

/** An operation that lists or reads must show items; others may create, change or remove an item without showing it. */
const servedIn = (role: Role, operation: Operation, idField: string): ResourceOperation | undefined => {
  const itemPath = itemPathOf(operation, idField, role === 'list');
  return itemPath === undefined && (role === 'list' || role === 'read') ? undefined : { operation, itemPath };
};

const itemPathOf = (operation: Operation, idField: string, isList: boolean): readonly string[] | undefined => {
  const shape = successShape(operation);
  const hasId = (candidate: Shape | undefined): boolean => candidate?.properties.has(idField) === true;
  return shape && pathWhere(shape, (candidate) => hasId(isList ? candidate.items : candidate));
};
