import type { Handler } from '../../mock/index.ts';
import { data } from '../table/data.ts';
import { withRow } from '../table/table.ts';
import { CALL_TABLE } from './call-table.ts';
import { asOf, hangUp, isOver } from './call.ts';
import { changeCall } from './change-call.ts';

/** `POST /v1/calls/{id}/hangup`. Documented: hanging up a call that is over is not an error. A ticket is canceled along with its token. */
export const hangUpCall: Handler = (context) =>
  withRow(CALL_TABLE, context, (stored) => {
    const { exchange, records } = context;
    const call = asOf(stored, exchange.now);
    const ended = isOver(call) ? call : hangUp(call, exchange.now);
    const reply = data({ call_id: call.id, status: ended.status });
    return ended === call ? { reply } : { reply, ...changeCall(call, ended, { records, at: exchange.now }) };
  });
