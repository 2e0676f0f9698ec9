import { bodyValue } from '../../contract/bodies/body-value.ts';
import { responseFor } from '../../contract/operations/operation.ts';
import type { Outcome } from '../../state/decision.ts';
import type { Exchange } from '../../exchange.ts';
import type { JsonObject } from '../../json.ts';
import type { Reply } from '../../reply.ts';
import { pathOf, queryOf } from '../../request.ts';
import { withHeaders } from '../../reply.ts';
import type { Refuse } from '../../refusal.ts';
import { valueAtPath } from '../../generate/merge-valid.ts';
import type { ContractAnswers } from '../../generate/contract-answers.ts';
import type { Random } from '../../state/random.ts';
import type { RecordView } from '../../state/records.ts';
import { changeItem } from './change-item.ts';
import { filterItems } from './filter-items.ts';
import { idText } from './item-id.ts';
import { ItemFactory } from './item-factory.ts';
import { pageOf } from './list-page.ts';
import type { Resource, Role, ResourceRole } from '../infer/resource.ts';
import { singularOf } from '../infer/resource.ts';
import type { ResourceSettings } from '../resource-settings.ts';
import { ItemStore } from './item-store.ts';
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

/** One request to a resource, with what it takes to serve it. */
interface RoleContext extends ResourceContext, Omit<ResourceRole, 'role'> {
  readonly shelf: ItemStore;
  readonly maker: ItemFactory;
  /** As it stands in the path; empty for the collection. */
  readonly itemId: string;
}

/** Carries out an operation on a resource: what was created is there until it is removed. */
export const serveResource = ({ resource, served, role }: ResourceRole, context: ResourceContext): Outcome => {
  const { exchange, records, answers, settings } = context;
  const shelf = new ItemStore(resource, exchange, records, settings.owner);
  const maker = new ItemFactory(resource, answers, shelf.scope, exchange.now);
  const itemId = exchange.pathParameters.get(resource.idParameter) ?? '';
  const serving = { ...context, resource, served, shelf, maker, itemId };
  if (settings.start === 'examples' && shelf.begin()) keepExamples(serving);
  return { reply: SERVE[role](serving), changes: shelf.changes };
};

/** What the contract shows in a list is what a collection begins with. */
const keepExamples = ({ resource, answers, shelf, maker }: RoleContext): void => {
  const list = resource.roles.get('list');
  if (list === undefined) return;
  const listed = valueAtPath(answers.sample(list.operation, shelf.scope.join('/')), list.itemPath ?? []);
  const items = Array.isArray(listed) ? (listed as readonly JsonObject[]) : [];
  // A list may show less of an item than there is to it.
  for (const item of items.filter((each) => each?.[resource.idField] !== undefined))
    shelf.put(maker.made(item, maker.sample(idText(item[resource.idField]))));
};

const create = (serving: RoleContext): Reply => {
  const { resource, shelf, maker, refuse, random, exchange } = serving;
  const { idField } = resource;
  const sent = partsSent(serving);
  const given = sent[idField];
  if (given !== undefined && shelf.find(idText(given)).kind === 'here') {
    const detail = `The ${idField} ${idText(given)} is taken. Choose another, or change the ${singularOf(resource)} that has it.`;
    return refuse('conflict', detail, { fields: { [idField]: 'is taken' } });
  }
  const item = maker.withNewId({ ...sent, ...maker.times('made') }, maker.sample(''), given, shelf.list(), random);
  shelf.put(item);
  const { baseUrl } = exchange.request;
  const location = `${baseUrl}${pathOf(exchange.request)}/${encodeURIComponent(idText(item[idField]))}`;
  const reply = shown(serving, item);
  return reply.status === 201 || reply.headers['location'] !== undefined ? withHeaders(reply, { location }) : reply;
};

const list = (serving: RoleContext): Reply => {
  const { resource, served, shelf, maker, exchange, refuse, answers } = serving;
  const query = queryOf(exchange.request);
  const items = filterItems(shelf.list(), query, exchange.operation, (name) => maker.hasPlain(name));
  const page = pageOf(items, query, exchange.operation, resource.idField);
  if (page === undefined) return refuse('invalid_request', 'The cursor stands for no item. Take one from an answer.');
  const reply = answers.success(exchange);
  return { ...reply, body: showPage({ served, body: reply.body }, page) };
};

const read = (serving: RoleContext): Reply => withItem(serving, (item) => shown(serving, item));

const change = (serving: RoleContext): Reply =>
  withItem(serving, (item) => {
    const { maker, exchange, refuse, resource } = serving;
    const wanted = changeItem(item, exchange, maker);
    if ('kind' in wanted) return refuse(wanted.kind, wanted.detail);
    const { idField } = resource;
    const changed = { ...wanted.item, [idField]: item[idField], ...maker.times('changed') };
    if (wanted.isExact && !maker.fits(changed)) return refuse('invalid_request', brokenText(resource));
    return kept(serving, changed, item);
  });

const brokenText = (resource: Resource): string =>
  `The ${singularOf(resource)} would no longer be as the contract has it. Patch it so that it still fits its schema.`;

/** An item that is replaced keeps the time at which it was made; one that is not there yet is made. */
const replace = (serving: RoleContext): Reply => {
  const { shelf, maker, itemId } = serving;
  const found = shelf.find(itemId);
  if (found.kind === 'removed') return notFound(serving);
  const before = found.kind === 'here' ? found.item : maker.times('made');
  const madeAt = Object.keys(maker.times('made')).flatMap((name) => (name in before ? [[name, before[name]]] : []));
  const wanted = { ...partsSent(serving), ...Object.fromEntries(madeAt), ...maker.times('changed') };
  return kept(serving, wanted, maker.sample(itemId));
};

const remove = (serving: RoleContext): Reply =>
  withItem(serving, (item) => {
    serving.shelf.remove(serving.itemId);
    return shown(serving, item);
  });

const SERVE: Readonly<Record<Role, (serving: RoleContext) => Reply>> = { create, list, read, change, replace, remove };

/** Goes on with the item that the path names, if it is there, or may be made up. */
const withItem = (serving: RoleContext, goOn: (item: JsonObject) => Reply): Reply => {
  const { shelf, maker, resource, itemId, settings } = serving;
  const found = shelf.find(itemId);
  if (found.kind === 'here') return goOn(found.item);
  if (found.kind === 'removed' || settings.unknown === 'missing') return notFound(serving);
  const item = maker.made({ [resource.idField]: maker.idFromPath(itemId) }, maker.sample(itemId));
  if (idText(item[resource.idField]) !== itemId) return unnameable(serving);
  shelf.put(item);
  return goOn(item);
};

/**
 * An id that no item can have names none, if the operation has a status to say so. If it has none, it may be another name for an item,
 * such as a file's in place of a number, and the contract answers.
 */
const unnameable = (serving: RoleContext): Reply => {
  const { exchange, answers } = serving;
  const isForeseen = responseFor(exchange.operation, 404) !== undefined;
  return isForeseen ? notFound(serving) : answers.success(exchange);
};

const notFound = ({ resource, itemId, refuse }: RoleContext): Reply => refuse('not_found', notFoundText(resource, itemId));

export const notFoundText = (resource: Resource, itemId: string): string =>
  `There is no ${singularOf(resource)} with the ${resource.idField} ${itemId}.`;

/** Keeps an item under the id that the path names, and shows it. */
const kept = (serving: RoleContext, wanted: JsonObject, base: JsonObject): Reply => {
  const { shelf, maker, resource, itemId } = serving;
  const item = maker.made({ ...wanted, [resource.idField]: maker.idFromPath(itemId) }, base);
  if (idText(item[resource.idField]) !== itemId) return unnameable(serving);
  shelf.put(item);
  return shown(serving, item);
};

/** The success of the operation, with the item in it. */
const shown = ({ answers, exchange, served }: RoleContext, item: JsonObject): Reply => {
  const reply = answers.success(exchange);
  if (served.itemPath === undefined || reply.body === undefined) return reply;
  return { ...reply, body: showItem({ served, body: reply.body }, item) };
};

const partsSent = ({ exchange: { operation, request }, maker }: RoleContext): JsonObject =>
  maker.partsOf(bodyValue(operation, request.body)?.value, operation);
