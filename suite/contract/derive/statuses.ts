import type { Operation } from '../../../mock/contract/index.ts';

/** Statuses for an invalid request: RFC 9110, sections 15.5.1 and 15.5.21. */
const INVALID = [400, 422];

/** The statuses that a refusal may have: the usual ones that the operation declares, else all usual ones. */
const declaredAmong = ({ responses }: Operation, usual: readonly number[]): readonly number[] => {
  const declared = usual.filter((status) =>
    responses.some((response) => response.status === String(status) || response.status === '4XX'),
  );
  return declared.length > 0 ? declared : usual;
};

export const invalidStatuses = (operation: Operation): readonly number[] => declaredAmong(operation, INVALID);

/** Section 15.5.16; an API that does not declare 415 replies with 400. */
export const mediaStatuses = (operation: Operation): readonly number[] => declaredAmong(operation, [415, ...INVALID]);

export const unauthorizedStatuses = (operation: Operation): readonly number[] => declaredAmong(operation, [401]);
