import type { Operation } from '../../../mock/contract/index.ts';
import type { CaseRequest, ContractCase, Group } from '../case.ts';
import { singleCall } from '../case.ts';
import { needsOf } from './needs.ts';
import { invalidStatuses } from './statuses.ts';

/** A case with a request that breaks the contract and must be refused. */
export const invalidCase = (
  operation: Operation,
  { group, title, because }: { readonly group: Group; readonly title: string; readonly because: string },
  request: CaseRequest,
): ContractCase =>
  singleCall({ operation: operation.id, group, title, needs: needsOf(operation) }, request, {
    status: invalidStatuses(operation),
    because,
  });
