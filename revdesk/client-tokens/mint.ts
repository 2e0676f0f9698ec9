import type { Handler, HandlerContext, RefusalKind, Reply } from '../../mock/index.ts';
import { canAccess } from '../../mock/index.ts';
import { isEmergency, isForDemo } from '../magic-numbers.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { NUMBERS } from '../numbers/number.ts';
import { data, requestBodyOf } from '../table/data.ts';
import type { ClientToken } from './client-token.ts';
import { CLIENT_TOKEN_PREFIX, putClientToken } from './client-token.ts';

interface MintRequest {
  readonly from_numbers: readonly string[];
  readonly to_numbers: readonly string[];
  readonly scopes?: readonly string[];
  readonly ttl_seconds?: number;
}

/** Documented: the default scope, the default lifetime, and that a token cannot have more scopes than its key. */
const DEFAULT_SCOPES = ['voice:webrtc'];
const DEFAULT_TTL_SECONDS = 900;

/** A client token cannot mint another one, which follows from its scopes. */
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
  requested: readonly string[],
): Reply | undefined => {
  const { scopes } = caller;
  const missing = scopes === 'all' ? [] : requested.filter((scope) => !scopes.has(scope));
  if (missing.length === 0) return undefined;
  const text = `A client token cannot have scopes that its key lacks, and the ${caller.label} lacks ${missing.join(' ')}.`;
  return refuse('insufficient_scope', text, { scope: missing.join(' '), fields: { scopes: text } });
};

/** A rule that each number of a list must satisfy. */
interface Rule {
  readonly kind: RefusalKind;
  /** The API's error code, if it differs from that of the refusal kind. */
  readonly reason?: string;
  /** The problem, as text that follows the number. */
  readonly text: string;
  readonly isBroken: (number: string, context: HandlerContext) => boolean;
}

/** Documented: active numbers that the organization owns. Also verified, since the calling tokens that it can request require that. */
const CALLER_ID_RULES: readonly Rule[] = [
  {
    kind: 'not_owned',
    // The text is the same whether another organization owns the number or it is unowned.
    text: 'is not yours. Use one that your organization owns.',
    isBroken: (number, { records, exchange: { caller } }) =>
      !canAccess(caller, records.get<PhoneNumber>(NUMBERS, number)?.organization),
  },
  {
    kind: 'not_usable',
    text: 'may not be used: a caller ID must be active and verified.',
    isBroken: (number, { records }) => {
      const record = records.get<PhoneNumber>(NUMBERS, number);
      return record?.active !== true || !record.verified;
    },
  },
];

/** A client token may only call destinations that its key may call. */
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
    text: 'is outside +14155550110 to +14155550119, the only numbers that a demo key may call.',
    isBroken: (number, { exchange: { caller } }) => caller.plan === 'demo' && !isForDemo(number),
  },
];

/** Refuses the list for the first rule that is broken, and names all numbers that break it. */
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
