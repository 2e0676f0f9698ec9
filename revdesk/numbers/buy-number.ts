import type { JobHandler, Handler, HandlerContext, Outcome, RecordView } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { data, requestBodyOf } from '../table/data.ts';
import { PURCHASES } from '../magic-numbers.ts';
import { announce } from '../webhooks/announce.ts';
import { isForSale, offers } from './inventory/inventory.ts';
import type { PhoneNumber } from './number.ts';
import { nextPhoneId, numberOf, NUMBERS, putNew } from './number.ts';
import { showNumber } from './show-number.ts';

interface Purchase {
  readonly phone_number?: string;
  readonly area_code?: string;
  readonly name?: string;
}

/** What happens to a number by itself. */
const PROVISIONED = 'number is provisioned';

/** How long that takes, on the world's clock. */
const PROVISIONING_MS = 10_000;

/** `POST /v1/phone-numbers`: the number is the organization's at once, and in service a little later. */
export const buyNumber: Handler = (context) => {
  const { exchange, records, random } = context;
  const purchase = requestBodyOf<Purchase>(context);
  const id = chosen(purchase, records);
  if (id === undefined) return notForSale(context, purchase);
  const { organization } = exchange.caller;
  const number = numberOf(
    { id, phone_id: nextPhoneId(records), organization, created_at: exchange.now },
    { name: purchase.name ?? null, active: false, purchase: 'under way' },
  );
  const url = `${exchange.request.baseUrl}/v1/phone-numbers/${number.phone_id}`;
  const run = { phone_record_id: number.phone_id, workflow_run_id: random.id('run_'), status_url: url };
  return {
    reply: data(run, { status: 202, location: url }),
    changes: putNew(number),
    schedule: [{ at: exchange.now + PROVISIONING_MS, kind: PROVISIONED, subject: id }],
  };
};

/** An exact number wins, as it does for calls. */
const chosen = ({ phone_number, area_code }: Purchase, records: RecordView): string | undefined => {
  if (phone_number !== undefined) return isForSale(records, phone_number) ? phone_number : undefined;
  const wanted = area_code === undefined ? {} : { area: area_code };
  return ['US', 'CA'].flatMap((country) => offers(records, { ...wanted, country }))[0]?.number;
};

/** The same words whether somebody owns it or nobody ever could. */
const notForSale = ({ refuse }: HandlerContext, { phone_number, area_code }: Purchase): Outcome => {
  const wanted = phone_number ?? `A number with area code ${area_code}`;
  return { reply: refuse('conflict', `${wanted} cannot be bought. GET /v1/phone-numbers/search says what can.`) };
};

/** Both flip together, as documented: the number is in service, and shown in place of the placeholder. */
const provisioned: JobHandler = ({ job, records }) => {
  const number = records.get<PhoneNumber>(NUMBERS, job.subject);
  // It may have been released, or put into service by the tester.
  if (number?.purchase !== 'under way') return {};
  // What a failed purchase looks like is not documented: the placeholder stays, and `subscription_status` says so.
  if (PURCHASES.some((each) => each.number === number.id))
    return { changes: [put(NUMBERS, { ...number, purchase: 'failed' })] };
  const bought: PhoneNumber = { ...number, active: true, purchase: 'done' };
  const happening = { organization: bought.organization, subject: String(bought.phone_id), at: job.at };
  const shown = showNumber(bought, records);
  return {
    changes: [put(NUMBERS, bought)],
    emits: announce(records, { ...happening, type: 'number_purchased', data: shown }),
  };
};

export const jobHandlers: Readonly<Record<string, JobHandler>> = { [PROVISIONED]: provisioned };
