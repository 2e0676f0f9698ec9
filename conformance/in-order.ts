import type { Operation } from '../mock/contract/index.ts';

/** DELETE operations run last, the deepest paths first, since a stateful server could no longer find the items for other requests. */
export const inOrder = (operations: readonly Operation[]): readonly Operation[] =>
  operations.toSorted(
    (one, other) => Number(isDelete(one)) - Number(isDelete(other)) || (isDelete(one) ? depth(other) - depth(one) : 0),
  );

const isDelete = ({ method }: Operation): boolean => method === 'DELETE';

const depth = ({ path }: Operation): number => path.split('/').length;
