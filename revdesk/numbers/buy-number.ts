import type { Handler, HandlerContext, JobHandler, Outcome, RecordView } from '../../mock/index.ts';
import { put } from '../../mock/index.ts';
import { PURCHASES } from '../magic-numbers.ts';
import { data, requestBodyOf } from '../table/data.ts';
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

/** The job kind of numbers. */
const PROVISIONED = 'number is provisioned';

/** How long provisioning takes, on the world's clock. */
const PROVISIONING_MS = 10_000;

/** `POST /v1/phone-numbers`: the organization owns the number immediately; it is in service after provisioning. */
export const buyNumber: Handler = (context) => {
  const { exchange, records, random } = context;
  const purchase = requestBodyOf<Purchase>(context);
  const id = numberFor(purchase, records);
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

/** An exact number takes precedence over an area code, as it does for calls. */
const numberFor = ({ phone_number, area_code }: Purchase, records: RecordView): string | undefined => {
  if (phone_number !== undefined) return isForSale(records, phone_number) ? phone_number : undefined;
  const search = area_code === undefined ? {} : { area: area_code };
  return ['US', 'CA'].flatMap((country) => offers(records, { ...search, country }))[0]?.number;
};

/** The text is the same for an owned number and for a number that is never for sale. */
const notForSale = ({ refuse }: HandlerContext, { phone_number, area_code }: Purchase): Outcome => {
  const requested = phone_number ?? `A number with area code ${area_code}`;
  return {
    reply: refuse(
      'conflict',
      `${requested} cannot be bought. GET /v1/phone-numbers/search lists the numbers for sale.`,
    ),
  };
};

/** Documented: the number comes into service and replaces the placeholder at the same time. */
const provision: JobHandler = ({ job, records }) => {
  const number = records.get<PhoneNumber>(NUMBERS, job.subject);
  // The number may have been released, or the tester may have put it into service.
  if (number?.purchase !== 'under way') return {};
  // How a failed purchase is shown is not documented: the placeholder stays, and `subscription_status` is `failed`.
  if (PURCHASES.some((each) => each.number === number.id))
    return { changes: [put(NUMBERS, { ...number, purchase: 'failed' })] };
  const bought: PhoneNumber = { ...number, active: true, purchase: 'done' };
  const event = { organization: bought.organization, subject: String(bought.phone_id), at: job.at };
  const shown = showNumber(bought, records);
  return {
    changes: [put(NUMBERS, bought)],
    emits: announce(records, { ...event, type: 'number_purchased', data: shown }),
  };
};

export const jobHandlers: Readonly<Record<string, JobHandler>> = { [PROVISIONED]: provision };
