import { bodyValue } from '../../contract/bodies/body-value.ts';
import { responseFor } from '../../contract/operations/operation.ts';
import type { Exchange } from '../../exchange.ts';
import type { ContractAnswers } from '../../generate/contract-answers.ts';
import { valueAtPath } from '../../generate/merge-valid.ts';
import type { JsonObject } from '../../json.ts';
import type { Refuse } from '../../refusal.ts';
import type { Reply } from '../../reply.ts';
import { withHeaders } from '../../reply.ts';
import { pathOf, queryOf } from '../../request.ts';
import type { Outcome } from '../../state/decision.ts';
import type { Random } from '../../state/random.ts';
import type { RecordView } from '../../state/records.ts';
import type { Resource, ResourceRole, Role } from '../infer/resource.ts';
import { singularOf } from '../infer/resource.ts';
import type { ResourceSettings } from '../resource-settings.ts';
import { changeItem } from './change-item.ts';
import { filterItems } from './filter-items.ts';
import { ItemFactory } from './item-factory.ts';
import { idText } from './item-id.ts';
import { ItemStore } from './item-store.ts';
import { pageOf } from './list-page.ts';
import { showItem } from './show-item.ts';
import { showPage } from './show-page.ts';

export interface ResourceContext {
  readonly exchange: Exchange;
  readonly records: RecordView;
  readonly random: Random;
  readonly refuse: Refuse;
  readonly answers: ContractAnswers;
  readonly settings: ResourceSettings;
}

/** One request to a resource, with what is needed to serve it. */
interface RoleContext extends ResourceContext, Omit<ResourceRole, 'role'> {
  readonly store: ItemStore;
  readonly factory: ItemFactory;
  /** As in the path; empty for the collection. */
  readonly itemId: string;
}

/** Executes an operation on a resource: created items exist until they are removed. */
export const serveResource = ({ resource, served, role }: ResourceRole, context: ResourceContext): Outcome => {
  const { exchange, records, answers, settings } = context;
  const store = new ItemStore(resource, exchange, records, settings.owner);
  const factory = new ItemFactory(resource, answers, store.scope, exchange.now);
  const itemId = exchange.pathParameters.get(resource.idParameter) ?? '';
  const roleContext = { ...context, resource, served, store, factory, itemId };
  if (settings.start === 'examples' && store.markSeeded()) seedExamples(roleContext);
  return { reply: SERVE[role](roleContext), changes: store.changes };
};

/** Seeds a collection with the items of the contract's own list response. */
const seedExamples = ({ resource, answers, store, factory }: RoleContext): void => {
  const list = resource.roles.get('list');
  if (list === undefined) return;
  const listed = valueAtPath(answers.sample(list.operation, store.scope.join('/')), list.itemPath ?? []);
  const items = Array.isArray(listed) ? (listed as readonly JsonObject[]) : [];
  // A list may show only some properties of an item.
  for (const item of items.filter((each) => each?.[resource.idField] !== undefined))
    store.put(factory.create(item, factory.sample(idText(item[resource.idField]))));
};

const create = (context: RoleContext): Reply => {
  const { resource, store, factory, refuse, random, exchange } = context;
  const { idField } = resource;
  const sent = partsSent(context);
  const requestedId = sent[idField];
  if (requestedId !== undefined && store.find(idText(requestedId)).kind === 'here') {
    const detail = `The ${idField} ${idText(requestedId)} is already used. Choose another, or change the ${singularOf(resource)} that has it.`;
    return refuse('conflict', detail, { fields: { [idField]: 'is already used' } });
  }
  const item = factory.withNewId(
    { ...sent, ...factory.timestamps('made') },
    factory.sample(''),
    requestedId,
    store.list(),
    random,
  );
  store.put(item);
  const { baseUrl } = exchange.request;
  const location = `${baseUrl}${pathOf(exchange.request)}/${encodeURIComponent(idText(item[idField]))}`;
  const reply = shown(context, item);
  return reply.status === 201 || reply.headers['location'] !== undefined ? withHeaders(reply, { location }) : reply;
};

const list = (context: RoleContext): Reply => {
  const { resource, served, store, factory, exchange, refuse, answers } = context;
  const query = queryOf(exchange.request);
  const items = filterItems(store.list(), query, exchange.operation, (name) => factory.hasScalar(name));
  const page = pageOf(items, query, exchange.operation, resource.idField);
  if (page === undefined) return refuse('invalid_request', 'Invalid cursor. Use a cursor from an earlier reply.');
  const reply = answers.success(exchange);
  return { ...reply, body: showPage({ served, body: reply.body }, page) };
};

const read = (context: RoleContext): Reply => withItem(context, (item) => shown(context, item));

const change = (context: RoleContext): Reply =>
  withItem(context, (item) => {
    const { factory, exchange, refuse, resource } = context;
    const result = changeItem(item, exchange, factory);
    if ('kind' in result) return refuse(result.kind, result.detail);
    const { idField } = resource;
    const changed = { ...result.item, [idField]: item[idField], ...factory.timestamps('changed') };
    if (result.isExact && !factory.fits(changed)) return refuse('invalid_request', brokenText(resource));
    return storeAndShow(context, changed, item);
  });

const brokenText = (resource: Resource): string =>
  `The ${singularOf(resource)} would no longer fit its schema. Send a patch that keeps it valid.`;

/** A replaced item keeps its creation time; an item that does not exist yet is created. */
const replace = (context: RoleContext): Reply => {
  const { store, factory, itemId } = context;
  const found = store.find(itemId);
  if (found.kind === 'removed') return notFound(context);
  const before = found.kind === 'here' ? found.item : factory.timestamps('made');
  const createdAt = Object.keys(factory.timestamps('made')).flatMap((name) =>
    name in before ? [[name, before[name]]] : [],
  );
  const requested = { ...partsSent(context), ...Object.fromEntries(createdAt), ...factory.timestamps('changed') };
  return storeAndShow(context, requested, factory.sample(itemId));
};

const remove = (context: RoleContext): Reply =>
  withItem(context, (item) => {
    context.store.remove(context.itemId);
    return shown(context, item);
  });

const SERVE: Readonly<Record<Role, (context: RoleContext) => Reply>> = { create, list, read, change, replace, remove };

/** Calls `next` with the item in the path, if it exists or may be made up. */
const withItem = (context: RoleContext, next: (item: JsonObject) => Reply): Reply => {
  const { store, factory, resource, itemId, settings } = context;
  const found = store.find(itemId);
  if (found.kind === 'here') return next(found.item);
  if (found.kind === 'removed' || settings.unknown === 'missing') return notFound(context);
  const item = factory.create({ [resource.idField]: factory.idFromPath(itemId) }, factory.sample(itemId));
  if (idText(item[resource.idField]) !== itemId) return unnameable(context);
  store.put(item);
  return next(item);
};

/**
 * An id that no item can have is not found, if the operation declares 404. Otherwise it may be an alternative name of an item, such as a
 * file name in place of a number, and the reply comes from the contract.
 */
const unnameable = (context: RoleContext): Reply => {
  const { exchange, answers } = context;
  const declaresNotFound = responseFor(exchange.operation, 404) !== undefined;
  return declaresNotFound ? notFound(context) : answers.success(exchange);
};

const notFound = ({ resource, itemId, refuse }: RoleContext): Reply =>
  refuse('not_found', notFoundText(resource, itemId));

export const notFoundText = (resource: Resource, itemId: string): string =>
  `There is no ${singularOf(resource)} with the ${resource.idField} ${itemId}.`;

/** Stores an item under the id in the path, and shows it. */
const storeAndShow = (context: RoleContext, requested: JsonObject, base: JsonObject): Reply => {
  const { store, factory, resource, itemId } = context;
  const item = factory.create({ ...requested, [resource.idField]: factory.idFromPath(itemId) }, base);
  if (idText(item[resource.idField]) !== itemId) return unnameable(context);
  store.put(item);
  return shown(context, item);
};

/** The success of the operation, containing the item. */
const shown = ({ answers, exchange, served }: RoleContext, item: JsonObject): Reply => {
  const reply = answers.success(exchange);
  if (served.itemPath === undefined || reply.body === undefined) return reply;
  return { ...reply, body: showItem({ served, body: reply.body }, item) };
};

const partsSent = ({ exchange: { operation, request }, factory }: RoleContext): JsonObject =>
  factory.partsOf(bodyValue(operation, request.body)?.value, operation);
