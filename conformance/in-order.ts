import type { Operation } from '../mock/contract/index.ts';

/** What removes comes last, and what lies deepest first: a server that remembers would find nothing there for the others. */
export const inOrder = (operations: readonly Operation[]): readonly Operation[] =>
  operations.toSorted(
    (one, other) => Number(removes(one)) - Number(removes(other)) || (removes(one) ? depth(other) - depth(one) : 0),
  );

const removes = ({ method }: Operation): boolean => method === 'DELETE';

const depth = ({ path }: Operation): number => path.split('/').length;
