import type { Handler, HandlerContext } from '../../../mock/index.ts';
import type { RevDeskSettings } from '../../settings.ts';
import { data, requestBodyOf } from '../../table/data.ts';
import type { DialRequest } from './caller-number.ts';
import { callerNumber } from './caller-number.ts';
import { newCall, start } from './new-call.ts';
import { placementRefusal } from './placement-refusal.ts';

/** `POST /v1/calls/dial`: rings both parties and bridges them. */
export const dialPhones =
  (settings: RevDeskSettings): Handler =>
  (context) => {
    const request = requestBodyOf<DialRequest>(context);
    const { to_number, connect_number, record = true, client_name, client_label } = request;
    const choice = callerNumber(request, context);
    if ('refused' in choice) return { reply: choice.refused };
    const destinations = { to_number, ...(connect_number !== undefined && { connect_number }) };
    const refused = placementRefusal(settings, context, { kind: 'bridge', destinations });
    if (refused) return { reply: refused };
    const from_number = choice.number;
    const common = { kind: 'bridge', from_number, record, client_name, client_label } as const;
    const ttlSeconds = settings.maxCallSeconds;
    const {
      call,
      changes = [],
      ...rest
    } = start(newCall(context, { ...common, to_number, connect_number, ttlSeconds }), context);
    const { id: call_id, status } = call;
    const provider_call_sid = context.random.id('v3-');
    const shown = { call_id, provider_call_sid, from_number, to_number, status, ...choice.shown };
    return {
      reply: data(shown, { status: 202, location: urlOf(call_id, context) }),
      changes: [...choice.changes, ...changes],
      ...rest,
    };
  };

/** The URL at which the client can read the call. */
export const urlOf = (id: string, { exchange: { request } }: HandlerContext): string =>
  `${request.baseUrl}/v1/calls/${id}`;
