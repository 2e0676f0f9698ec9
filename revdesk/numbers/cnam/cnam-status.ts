import type { Handler } from '../../../mock/index.ts';
import { data } from '../../table/data.ts';
import { putRow } from '../../table/table.ts';
import type { PhoneNumber } from '../number.ts';
import { PHONE_NUMBERS, shownNumber } from '../show-number.ts';
import { withNumber } from '../with-number.ts';
import { cnamAt } from './cnam.ts';

/** `GET /v1/phone-numbers/{id}/cnam-status`. Documented: a request may turn a PENDING name into an APPROVED one. */
export const readCnamStatus: Handler = (context) =>
  withNumber(context, (number) => {
    const after: PhoneNumber = { ...number, ...cnamAt(number, context.exchange.now) };
    const { cnam_display_name, cnam_status, cnam_enabled } = after;
    const isLive = cnam_enabled && cnam_status === 'APPROVED';
    const reply = data({
      id: number.phone_id,
      phone_number: shownNumber(number),
      cnam_display_name,
      cnam_status,
      live_status: isLive ? 'active' : cnam_status === 'PENDING' ? 'provisioning' : 'inactive',
      live_enabled: isLive,
      live_display_name: isLive ? cnam_display_name : null,
    });
    return cnam_status === number.cnam_status ? { reply } : { reply, changes: [putRow(PHONE_NUMBERS, after)] };
  });
