/** Countries that the sandbox tells apart, by the digits that their numbers begin with; the longer ones count first. */
const COUNTRIES: readonly (readonly [string, string])[] = [
  ['+44', 'GB'],
  ['+49', 'DE'],
  ['+33', 'FR'],
  ['+34', 'ES'],
  ['+31', 'NL'],
  ['+52', 'MX'],
  ['+61', 'AU'],
];

/** Area codes of Canada, whose numbers begin as those of the US do. */
const CANADIAN: ReadonlySet<string> = new Set(
  '204 226 236 249 250 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 514 519 548 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942'.split(
    ' ',
  ),
);

const TOLL_FREE: ReadonlySet<string> = new Set(['800', '833', '844', '855', '866', '877', '888']);

/** As ISO 3166 has it; `ZZ`, which it leaves to users, for a country that is not told apart. */
export const countryOf = (number: string): string => {
  if (number.startsWith('+1')) return CANADIAN.has(areaOf(number)) ? 'CA' : 'US';
  return COUNTRIES.find(([prefix]) => number.startsWith(prefix))?.[1] ?? 'ZZ';
};

export const isUsLocal = (number: string): boolean => countryOf(number) === 'US' && !TOLL_FREE.has(areaOf(number));

const areaOf = (number: string): string => number.slice(2, 5);
