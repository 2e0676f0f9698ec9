import { expect, test } from 'vitest';
import { openRevDesk } from '../../../support/open-revdesk.ts';

interface SearchResult {
  readonly data: readonly { readonly phone_number: string; readonly region: string }[];
  readonly meta: { readonly page_size: number };
}

const search = async (query: string): Promise<SearchResult> => {
  const { call } = await openRevDesk();
  return call(`GET /v1/phone-numbers/search?${query}`).body as SearchResult;
};

test.for([
  ['area_code=415', /^\+1415555010[4-9]|^\+141555501[2357]\d/],
  ['contains=55501', /^\+1\d{3}55501\d\d$/],
  ['area_code=212&contains=77', /^\+12125550177$/],
  ['number_type=tollFree', /^\+18(00|33|44|55|66|77|88)55501\d\d$/],
  ['area_code=800', /^\+180055501\d\d$/],
  ['country=CA&in_region=on', /^\+141655501\d\d$/],
  ['country=GB&number_type=mobile', /^\+447700900\d{3}$/],
] as const)('searching for %s finds numbers like %s, reserved for fictional use', async ([query, like]) => {
  const { data, meta } = await search(query);

  expect(data.length).toBeGreaterThan(0);
  expect(meta.page_size).toBe(data.length);
  expect(data.map(({ phone_number }) => phone_number)).toEqual(data.map(() => expect.stringMatching(like)));
});

test.for(['area_code=999', 'country=FR', 'area_code=212&in_region=CA', 'number_type=mobile', 'contains=abc'])(
  'searching for %s finds nothing',
  async (query) => {
    expect(await search(query)).toEqual({ data: [], meta: { page_size: 0 } });
  },
);

test('a search finds ten numbers in several regions, and up to 50 with a higher limit', async () => {
  const ten = await search('country=US');
  const fifty = await search('country=US&limit=50');

  expect([ten.data.length, fifty.data.length]).toEqual([10, 50]);
  expect(new Set(ten.data.map(({ region }) => region)).size).toBeGreaterThan(1);
  expect(fifty.data.slice(0, 10)).toEqual(ten.data);
});

test('a search does not find owned numbers', async () => {
  const { call } = await openRevDesk();
  const numbers = (): readonly string[] =>
    (call('GET /v1/phone-numbers/search?area_code=415&limit=50').body as SearchResult).data.map(
      (each) => each.phone_number,
    );
  const [first = '', ...others] = numbers();

  call('POST /v1/phone-numbers', { phone_number: first });

  expect(numbers()).not.toContain(first);
  expect(numbers()).toEqual(expect.arrayContaining(others));
  expect(numbers()).not.toContain('+14155550150');
});
