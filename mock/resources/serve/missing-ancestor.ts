import type { Reply } from '../../reply.ts';
import type { Ancestor } from '../resources.ts';
import { ItemStore } from './item-store.ts';
import type { ResourceContext } from './serve-resource.ts';
import { notFoundText } from './serve-resource.ts';

/** The refusal of an operation below an item that does not exist or was removed. */
export const missingAncestor = (
  ancestors: readonly Ancestor[],
  { exchange, records, refuse, settings }: Pick<ResourceContext, 'exchange' | 'records' | 'refuse' | 'settings'>,
): Reply | undefined => {
  for (const { resource, parameter } of ancestors) {
    const itemId = exchange.pathParameters.get(parameter) ?? '';
    const { kind } = new ItemStore(resource, exchange, records, settings.owner).find(itemId);
    if (kind === 'removed' || (kind === 'unknown' && settings.unknown === 'missing'))
      return refuse('not_found', notFoundText(resource, itemId));
  }
  return undefined;
};
