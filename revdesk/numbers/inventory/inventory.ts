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
  /** Digits that the number is to contain. */
  readonly contains?: string;
}

export interface Offer {
  readonly number: string;
  readonly block: Block;
}

const TAILS: readonly string[] = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** What can be bought now, from each block one in turn, so that a short list has many places. Nothing that somebody owns. */
export const offers = (records: RecordView, wanted: NumberSearch): readonly Offer[] => {
  const blocks = STOCK.filter((block) => fits(block, wanted));
  return TAILS.flatMap((tail) => blocks.map((block) => ({ number: block.prefix + tail, block }))).filter(
    ({ number }) => number.includes(wanted.contains ?? '') && !isMagic(number) && isFree(records, number),
  );
};

/** Whether a number can be bought by its name. Those that mean something to purchases are not offered, and can. */
export const isForSale = (records: RecordView, number: string): boolean =>
  isFree(records, number) && (isToFail(number) || (isInStock(number) && !isMagic(number)));

/** A country and a kind are documented as required and left out by the SDK: local numbers of the US, or what an area code names. */
const fits = (block: Block, { country = 'US', type, area, region }: NumberSearch): boolean =>
  block.country === country.toUpperCase() &&
  (type === undefined ? area !== undefined || block.type === 'local' : block.type === type) &&
  (area === undefined || block.area === area) &&
  (region === undefined || block.region === region.toUpperCase());

const isInStock = (number: string): boolean =>
  STOCK.some(({ prefix }) => number.startsWith(prefix) && number.length === prefix.length + 2);

const isFree = (records: RecordView, number: string): boolean => records.get(NUMBERS, number) === undefined;

/** Destinations that mean something: nobody should come to own one by chance. */
const isMagic = (number: string): boolean =>
  number.startsWith(`${FICTION}1`) || number.startsWith(`${FICTION}4`) || isToFail(number);

const isToFail = (number: string): boolean => PURCHASES.some((purchase) => purchase.number === number);
