import type { Handler } from '../../../mock/index.ts';
import { queryOf } from '../../../mock/index.ts';
import { data } from '../../table/data.ts';
import type { NumberSearch, Offer } from './inventory.ts';
import { offers } from './inventory.ts';
import type { NumberType } from './stock.ts';

/** Not documented; only the maximum is. */
const DEFAULT_LIMIT = 10;

/** `GET /v1/phone-numbers/search`: a repeated search finds the same numbers, except those bought since. */
export const searchNumbers: Handler = ({ exchange, records }) => {
  const query = queryOf(exchange.request);
  const found = offers(records, searchOf(query)).slice(0, Number(query.get('limit') ?? DEFAULT_LIMIT));
  return { reply: data(found.map(showOffer), { meta: { page_size: found.length } }) };
};

const searchOf = (query: URLSearchParams): NumberSearch => {
  const [country, area, region] = [query.get('country'), query.get('area_code'), query.get('in_region')];
  const [contains, type] = [query.get('contains'), query.get('number_type')];
  return {
    ...(country !== null && { country }),
    ...(area !== null && { area }),
    ...(region !== null && { region }),
    ...(contains !== null && { contains }),
    ...(type !== null && { type: type as NumberType }),
  };
};

const showOffer = ({ number, block: { locality, region, type } }: Offer): object => ({
  phone_number: number,
  locality,
  region,
  features: type === 'mobile' || type === 'local' ? ['voice', 'sms'] : ['voice'],
});
