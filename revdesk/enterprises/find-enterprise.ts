import type { HandlerContext, Outcome } from '../../mock/index.ts';
import { organizationSingleton, readOnlyRefusal } from '../table/organization-singleton.ts';
import { withReadable } from '../table/table.ts';
import type { Enterprise, EnterpriseStatus } from './enterprise.ts';
import { ENTERPRISES } from './enterprise.ts';

/** Goes on with the enterprise that an operation is about, which the caller may change, or says why not. */
export type FindEnterprise = (context: HandlerContext, run: (enterprise: Enterprise) => Outcome) => Outcome;

/** The organization's own. */
export const findOwn: FindEnterprise = (context, run) => {
  const enterprise = organizationSingleton(ENTERPRISES, context);
  if (enterprise !== undefined) return changing(enterprise, context, run);
  const text = 'The organization has no enterprise yet. Draft one first: POST /v1/caller-trust/enterprise.';
  return { reply: context.refuse('not_found', text) };
};

/** The one that the path names. */
export const findById: FindEnterprise = (context, run) =>
  withReadable(ENTERPRISES, context, (enterprise) => changing(enterprise, context, run));

const changing = (
  enterprise: Enterprise,
  context: HandlerContext,
  run: (enterprise: Enterprise) => Outcome,
): Outcome => {
  const refused = readOnlyRefusal(ENTERPRISES, enterprise, context);
  return refused === undefined ? run(enterprise) : { reply: refused };
};

/** Refuses what cannot be done in the status that the enterprise has. */
export const refusedUnless = (
  allowed: readonly EnterpriseStatus[],
  { status }: Enterprise,
  { refuse }: HandlerContext,
): Outcome | undefined =>
  allowed.includes(status)
    ? undefined
    : { reply: refuse('conflict', `The enterprise is ${status}; this takes one that is ${allowed.join(' or ')}.`) };
