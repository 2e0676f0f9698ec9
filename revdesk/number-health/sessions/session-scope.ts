import type { HandlerContext, Reply } from '../../../mock/index.ts';
import { canAccess } from '../../../mock/index.ts';
import type { PhoneNumber } from '../../numbers/number.ts';
import { phoneNumbersIn } from '../../numbers/number.ts';
import { missing, rowIn } from '../../table/table.ts';
import type { Evidence } from '../evidence.ts';
import { evidenceIn } from '../evidence.ts';
import { areaCodeOf } from '../list-numbers.ts';
import type { Membership } from '../sets/number-set.ts';
import { membershipsIn, SETS } from '../sets/number-set.ts';
import type { TestScope } from './session.ts';

/** The numbers for a session to test: those in the scope that are in service and that the caller owns. */
export const phonesInScope = (
  scope: TestScope,
  compareAlternates: boolean,
  context: HandlerContext,
): { readonly phone_ids: readonly number[] } | { readonly refused: Reply } => {
  const { exchange, records } = context;
  const refused = scopeRefusal(scope, context);
  if (refused) return { refused };
  const memberships = membershipsIn(records);
  const evidenceOf = evidenceIn(records, exchange.now);
  const phone_ids = phoneNumbersIn(records)
    .filter((number) => number.active && canAccess(exchange.caller, number.organization))
    .filter((number) => compareAlternates || memberships.get(number.phone_id)?.member.role !== 'ALTERNATE')
    .filter((number) => isIn(scope, number, memberships.get(number.phone_id), evidenceOf(number)))
    .map(({ phone_id }) => phone_id);
  return phone_ids.length > 0 ? { phone_ids } : { refused: emptyRefusal(scope, context) };
};

const NEEDS_VALUE: ReadonlySet<TestScope['kind']> = new Set(['TEAM', 'NUMBER_SET', 'AREA_CODE']);

const scopeRefusal = ({ kind, value }: TestScope, context: HandlerContext): Reply | undefined => {
  if (NEEDS_VALUE.has(kind) && value === undefined) {
    const text = `The scope ${kind} requires a value. Send scope.value.`;
    return context.refuse('invalid_request', `scope.value: ${text}`, { fields: { 'scope.value': text } });
  }
  const isUnknown = kind === 'NUMBER_SET' && rowIn(SETS, context, value ?? '') === undefined;
  return isUnknown ? missing(SETS, context, value).reply : undefined;
};

const isIn = (
  { kind, value }: TestScope,
  number: PhoneNumber,
  membership: Membership | undefined,
  { state }: Evidence,
): boolean => {
  switch (kind) {
    case 'ALL':
      return true;
    case 'TEAM':
      return membership?.set.team_id === value;
    case 'NUMBER_SET':
      return membership?.set.id === value && membership?.member.state !== 'RETIRED';
    case 'AREA_CODE':
      return areaCodeOf(number.id) === value;
    case 'FLAGGED':
    case 'NEEDS_DATA':
      return state === kind;
  }
};

const emptyRefusal = ({ kind, value }: TestScope, { refuse }: HandlerContext): Reply => {
  const scope = value === undefined ? kind : `${kind} ${value}`;
  return refuse('conflict', `The scope ${scope} has no number in service to test. Choose another scope.`);
};
