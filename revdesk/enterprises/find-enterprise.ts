import type { HandlerSituation, Outcome } from '../../mock/index.ts';
import { ownRow, readOnlyRefusal } from '../own.ts';
import { withSeen } from '../table.ts';
import type { Enterprise, EnterpriseStatus } from './enterprise.ts';
import { ENTERPRISES } from './enterprise.ts';

/** Goes on with the enterprise that an operation is about, which the caller may change, or says why not. */
export type FindEnterprise = (situation: HandlerSituation, run: (enterprise: Enterprise) => Outcome) => Outcome;

/** The organization's own. */
export const findOwn: FindEnterprise = (situation, run) => {
  const enterprise = ownRow(ENTERPRISES, situation);
  if (enterprise !== undefined) return changing(enterprise, situation, run);
  const text = 'The organization has no enterprise yet. Draft one first: POST /v1/caller-trust/enterprise.';
  return { reply: situation.refuse('not_found', text) };
};

/** The one that the path names. */
export const findById: FindEnterprise = (situation, run) =>
  withSeen(ENTERPRISES, situation, (enterprise) => changing(enterprise, situation, run));

const changing = (
  enterprise: Enterprise,
  situation: HandlerSituation,
  run: (enterprise: Enterprise) => Outcome,
): Outcome => {
  const refused = readOnlyRefusal(ENTERPRISES, enterprise, situation);
  return refused === undefined ? run(enterprise) : { reply: refused };
};

/** Refuses what cannot be done in the status that the enterprise has. */
export const refusedUnless = (
  allowed: readonly EnterpriseStatus[],
  { status }: Enterprise,
  { refuse }: HandlerSituation,
): Outcome | undefined =>
  allowed.includes(status)
    ? undefined
    : { reply: refuse('conflict', `The enterprise is ${status}; this takes one that is ${allowed.join(' or ')}.`) };
