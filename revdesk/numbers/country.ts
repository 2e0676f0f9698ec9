/** Countries that the sandbox distinguishes, by number prefix. A longer prefix must precede a shorter one. */
const COUNTRIES: readonly (readonly [string, string])[] = [
  ['+44', 'GB'],
  ['+49', 'DE'],
  ['+33', 'FR'],
  ['+34', 'ES'],
  ['+31', 'NL'],
  ['+52', 'MX'],
  ['+61', 'AU'],
];

/** The area codes of Canada, which shares the prefix +1 with the US. */
const CANADIAN: ReadonlySet<string> = new Set(
  '204 226 236 249 250 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 514 519 548 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942'.split(
    ' ',
  ),
);

const TOLL_FREE: ReadonlySet<string> = new Set(['800', '833', '844', '855', '866', '877', '888']);

/** The ISO 3166 code of a number's country; `ZZ`, a code reserved for private use, for any other country. */
export const countryOf = (number: string): string => {
  if (number.startsWith('+1')) return CANADIAN.has(areaOf(number)) ? 'CA' : 'US';
  return COUNTRIES.find(([prefix]) => number.startsWith(prefix))?.[1] ?? 'ZZ';
};

export const isUsLocal = (number: string): boolean => countryOf(number) === 'US' && !TOLL_FREE.has(areaOf(number));

const areaOf = (number: string): string => number.slice(2, 5);
