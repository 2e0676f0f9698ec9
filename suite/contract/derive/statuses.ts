import type { Operation } from '../../../mock/contract/index.ts';

/** What says that the request itself is wrong: RFC 9110, sections 15.5.1 and 15.5.21. */
const INVALID = [400, 422];

/** The statuses that a refusal may take: those among the usual ones that the operation declares, else all of them. */
const declaredOf = ({ responses }: Operation, usual: readonly number[]): readonly number[] => {
  const declared = usual.filter((status) =>
    responses.some((response) => response.status === String(status) || response.status === '4XX'),
  );
  return declared.length > 0 ? declared : usual;
};

export const invalidStatuses = (operation: Operation): readonly number[] => declaredOf(operation, INVALID);

/** Section 15.5.16; an API that declares no 415 says 400. */
export const mediaStatuses = (operation: Operation): readonly number[] => declaredOf(operation, [415, ...INVALID]);

export const unauthorizedStatuses = (operation: Operation): readonly number[] => declaredOf(operation, [401]);
