import type { Handler, HandlerContext, JsonObject, WorldRecord } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { saveNumber } from '../numbers/change-number.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { withNumber } from '../numbers/with-number.ts';
import { data, requestBodyOf } from '../table/data.ts';

/** How an organization replies to texts. */
interface SmsConfig {
  readonly auto_reply_enabled: boolean;
  readonly reply_delay_seconds: number;
  readonly default_prompt: string | null;
}

const CONFIGS = 'sms_configs';

/** Not documented. */
const DEFAULTS: SmsConfig = { auto_reply_enabled: false, reply_delay_seconds: 30, default_prompt: null };

const configOf = ({ exchange: { caller }, records }: HandlerContext): SmsConfig & WorldRecord =>
  records.get<SmsConfig & WorldRecord>(CONFIGS, caller.organization) ?? { id: caller.organization, ...DEFAULTS };

/** `GET /v1/sms/config`. */
export const showConfig: Handler = (context) => ({ reply: data(show(configOf(context))) });

/** `PATCH /v1/sms/config`: only what is sent changes. */
export const changeConfig: Handler = (context) => {
  const after = { ...configOf(context), ...requestBodyOf<Partial<SmsConfig>>(context) };
  return { reply: data(show(after)), changes: [put(CONFIGS, after)] };
};

/** `GET /v1/phone-numbers/{id}/sms-config`. */
export const showNumberConfig: Handler = (context) =>
  withNumber(context, (number) => ({ reply: data(showForNumber(number)) }));

/** `PATCH /v1/phone-numbers/{id}/sms-config`: only what is sent changes. */
export const changeNumberConfig: Handler = (context) =>
  withNumber(context, (number) => {
    const after: PhoneNumber = { ...number, ...requestBodyOf<Partial<SmsConfig>>(context) };
    return saveNumber(after, showForNumber(after), context);
  });

const show = ({ auto_reply_enabled, reply_delay_seconds, default_prompt }: SmsConfig): SmsConfig => ({
  auto_reply_enabled,
  reply_delay_seconds,
  default_prompt,
});

/** Null stands for the setting of the workspace. */
const showForNumber = ({
  phone_id,
  auto_reply_enabled,
  reply_delay_seconds,
  default_prompt,
}: PhoneNumber): JsonObject => ({
  phone_number_id: phone_id,
  has_override: [auto_reply_enabled, reply_delay_seconds, default_prompt].some((each) => each !== null),
  auto_reply_enabled,
  reply_delay_seconds,
  default_prompt,
});
