import type { RecordView } from '../../../mock/index.ts';
import { FICTION, PURCHASES } from '../../magic-numbers.ts';
import { NUMBERS } from '../number.ts';
import type { Block, NumberType } from './stock.ts';
import { STOCK } from './stock.ts';

export interface NumberSearch {
  readonly country?: string;
  readonly type?: NumberType;
  readonly area?: string;
  readonly region?: string;
  /** Digits that the number must contain. */
  readonly contains?: string;
}

export interface Offer {
  readonly number: string;
  readonly block: Block;
}

const TAILS: readonly string[] = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** The numbers for sale now, alternating between blocks, so that a short list covers many places. Owned numbers are excluded. */
export const offers = (records: RecordView, search: NumberSearch): readonly Offer[] => {
  const blocks = STOCK.filter((block) => matches(block, search));
  return TAILS.flatMap((tail) => blocks.map((block) => ({ number: block.prefix + tail, block }))).filter(
    ({ number }) => number.includes(search.contains ?? '') && !isMagic(number) && isFree(records, number),
  );
};

/** Whether a purchase can name this number. The magic numbers of purchases can be bought, although searches do not offer them. */
export const isForSale = (records: RecordView, number: string): boolean =>
  isFree(records, number) && (failsPurchase(number) || (isInStock(number) && !isMagic(number)));

/**
 * Country and type are documented as required, but the SDK omits them: then US local numbers match, or any type in the given area
 * code.
 */
const matches = (block: Block, { country = 'US', type, area, region }: NumberSearch): boolean =>
  block.country === country.toUpperCase() &&
  (type === undefined ? area !== undefined || block.type === 'local' : block.type === type) &&
  (area === undefined || block.area === area) &&
  (region === undefined || block.region === region.toUpperCase());

const isInStock = (number: string): boolean =>
  STOCK.some(({ prefix }) => number.startsWith(prefix) && number.length === prefix.length + 2);

const isFree = (records: RecordView, number: string): boolean => records.get(NUMBERS, number) === undefined;

/** Destinations with a special meaning, which a caller should not buy by accident. */
const isMagic = (number: string): boolean =>
  number.startsWith(`${FICTION}1`) || number.startsWith(`${FICTION}4`) || failsPurchase(number);

const failsPurchase = (number: string): boolean => PURCHASES.some((purchase) => purchase.number === number);
