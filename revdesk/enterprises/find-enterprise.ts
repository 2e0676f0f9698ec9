import type { HandlerContext, Outcome } from '../../mock/index.ts';
import { organizationSingleton, readOnlyRefusal } from '../table/organization-singleton.ts';
import { withReadable } from '../table/table.ts';
import type { Enterprise, EnterpriseStatus } from './enterprise.ts';
import { ENTERPRISES } from './enterprise.ts';

/** Runs `run` with the enterprise that an operation changes, or refuses if there is none or the caller may not change it. */
export type FindEnterprise = (context: HandlerContext, run: (enterprise: Enterprise) => Outcome) => Outcome;

/** Finds the enterprise of the caller's organization. */
export const findOwn: FindEnterprise = (context, run) => {
  const enterprise = organizationSingleton(ENTERPRISES, context);
  if (enterprise !== undefined) return ifWritable(enterprise, context, run);
  const text = 'The organization has no enterprise yet. Draft one first: POST /v1/caller-trust/enterprise.';
  return { reply: context.refuse('not_found', text) };
};

/** Finds the enterprise that the path names. */
export const findById: FindEnterprise = (context, run) =>
  withReadable(ENTERPRISES, context, (enterprise) => ifWritable(enterprise, context, run));

const ifWritable = (
  enterprise: Enterprise,
  context: HandlerContext,
  run: (enterprise: Enterprise) => Outcome,
): Outcome => {
  const refused = readOnlyRefusal(ENTERPRISES, enterprise, context);
  return refused === undefined ? run(enterprise) : { reply: refused };
};

/** Refuses the operation unless the enterprise has one of the allowed statuses. */
export const refusedUnless = (
  allowed: readonly EnterpriseStatus[],
  { status }: Enterprise,
  { refuse }: HandlerContext,
): Outcome | undefined =>
  allowed.includes(status)
    ? undefined
    : { reply: refuse('conflict', `The enterprise is ${status}; expected ${allowed.join(' or ')}.`) };
