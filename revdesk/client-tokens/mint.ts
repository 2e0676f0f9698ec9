import type { Handler, HandlerContext, RefusalKind, Reply } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { isEmergency, isForDemo } from '../magic-numbers.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import type { ClientToken } from './client-token.ts';
import { CLIENT_TOKEN_PREFIX, putClientToken } from './client-token.ts';

interface MintRequest {
  readonly from_numbers: readonly string[];
  readonly to_numbers: readonly string[];
  readonly scopes?: readonly string[];
  readonly ttl_seconds?: number;
}

/** Documented, all three: the scope where none is named, the life where none is named, and that a token has no more scopes than its key. */
const DEFAULT_SCOPES = ['voice:webrtc'];
const DEFAULT_TTL_SECONDS = 900;

/** That a client token cannot mint another follows from its scopes. */
export const mint: Handler = (context) => {
  const { exchange, random } = context;
  const {
    from_numbers,
    to_numbers,
    scopes = DEFAULT_SCOPES,
    ttl_seconds = DEFAULT_TTL_SECONDS,
  } = requestBodyOf<MintRequest>(context);
  const refused =
    scopeRefusal(context, scopes) ??
    refusalOf(context, 'from_numbers', from_numbers, CALLER_ID_RULES) ??
    refusalOf(context, 'to_numbers', to_numbers, DESTINATION_RULES);
  if (refused) return { reply: refused };
  const { label, plan, organization } = exchange.caller;
  const token: ClientToken = {
    id: random.token(CLIENT_TOKEN_PREFIX),
    organization,
    label,
    plan,
    from_numbers,
    to_numbers,
    scopes,
    expires_at: exchange.now + ttl_seconds * 1000,
  };
  return {
    reply: data({ token: token.id, expires_in: ttl_seconds, from_numbers, to_numbers, scopes }),
    changes: [putClientToken(token)],
  };
};

const scopeRefusal = (
  { exchange: { caller }, refuse }: HandlerContext,
  wanted: readonly string[],
): Reply | undefined => {
  const { scopes } = caller;
  const missing = scopes === 'all' ? [] : wanted.filter((scope) => !scopes.has(scope));
  if (missing.length === 0) return undefined;
  const text = `A client token has no scopes that its key lacks, and the ${caller.label} lacks ${missing.join(' ')}.`;
  return refuse('insufficient_scope', text, { scope: missing.join(' '), fields: { scopes: text } });
};

/** What may be wrong with a number of a list. */
interface Rule {
  readonly kind: RefusalKind;
  /** The API's code, where the kind is too coarse. */
  readonly reason?: string;
  /** What is wrong, after the number. */
  readonly text: string;
  readonly isBroken: (number: string, context: HandlerContext) => boolean;
}

/** Documented: active numbers that the organization owns. Verified, since the tokens that it is for ask that, too. */
const CALLER_ID_RULES: readonly Rule[] = [
  {
    kind: 'not_owned',
    // The same words whether somebody else owns it or nobody does.
    text: 'is not yours. Use one that your organization owns.',
    isBroken: (number, { records, exchange: { caller } }) =>
      !canAccess(caller, records.get<PhoneNumber>(NUMBERS, number)?.organization),
  },
  {
    kind: 'not_usable',
    text: 'may not be used: a caller ID has to be active and verified.',
    isBroken: (number, { records }) => {
      const record = records.get<PhoneNumber>(NUMBERS, number);
      return record?.active !== true || !record.verified;
    },
  },
];

/** Within what the key itself may call. */
const DESTINATION_RULES: readonly Rule[] = [
  {
    kind: 'forbidden',
    reason: 'emergency_destination',
    text: 'is an emergency number, which cannot be called from a browser.',
    isBroken: isEmergency,
  },
  {
    kind: 'forbidden',
    reason: 'destination_not_allowed',
    text: 'is not among +14155550110 to +14155550119, which are all that a demo key may call.',
    isBroken: (number, { exchange: { caller } }) => caller.plan === 'demo' && !isForDemo(number),
  },
];

/** For the first rule that is broken, with all numbers that break it. */
const refusalOf = (
  context: HandlerContext,
  field: string,
  numbers: readonly string[],
  rules: readonly Rule[],
): Reply | undefined => {
  for (const { kind, reason, text, isBroken } of rules) {
    const broken = numbers.flatMap((number, index) =>
      isBroken(number, context) ? [[`${field}.${index}`, `${number} ${text}`] as const] : [],
    );
    const [first] = broken;
    if (first === undefined) continue;
    const details = { fields: Object.fromEntries(broken), ...(reason !== undefined && { reason }) };
    return context.refuse(kind, first.join(': '), details);
  }
  return undefined;
};
