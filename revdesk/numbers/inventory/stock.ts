export type NumberType = 'local' | 'tollFree' | 'mobile' | 'national';

/** A hundred numbers for sale, all reserved for fiction. They differ in their last two digits. */
export interface Block {
  readonly country: string;
  readonly type: NumberType;
  readonly area: string;
  readonly prefix: string;
  readonly locality: string;
  readonly region: string;
}

/** NANP: 555-0100 to 555-0199 of any area code. */
const nanp = (country: string, type: NumberType, area: string, locality: string, region: string): Block => ({
  country,
  type,
  area,
  prefix: `+1${area}55501`,
  locality,
  region,
});

/** Ofcom's numbers for drama. */
const british = (type: NumberType, area: string, prefix: string, locality: string): Block => ({
  country: 'GB',
  type,
  area,
  prefix,
  locality,
  region: '',
});

/** All numbers for sale. */
export const STOCK: readonly Block[] = [
  ...[
    ['415', 'San Francisco', 'CA'],
    ['213', 'Los Angeles', 'CA'],
    ['310', 'Santa Monica', 'CA'],
    ['408', 'San Jose', 'CA'],
    ['510', 'Oakland', 'CA'],
    ['619', 'San Diego', 'CA'],
    ['916', 'Sacramento', 'CA'],
    ['212', 'New York', 'NY'],
    ['646', 'New York', 'NY'],
    ['718', 'Brooklyn', 'NY'],
    ['716', 'Buffalo', 'NY'],
    ['201', 'Jersey City', 'NJ'],
    ['202', 'Washington', 'DC'],
    ['206', 'Seattle', 'WA'],
    ['214', 'Dallas', 'TX'],
    ['512', 'Austin', 'TX'],
    ['713', 'Houston', 'TX'],
    ['215', 'Philadelphia', 'PA'],
    ['303', 'Denver', 'CO'],
    ['305', 'Miami', 'FL'],
    ['407', 'Orlando', 'FL'],
    ['312', 'Chicago', 'IL'],
    ['404', 'Atlanta', 'GA'],
    ['503', 'Portland', 'OR'],
    ['504', 'New Orleans', 'LA'],
    ['602', 'Phoenix', 'AZ'],
    ['612', 'Minneapolis', 'MN'],
    ['615', 'Nashville', 'TN'],
    ['617', 'Boston', 'MA'],
    ['702', 'Las Vegas', 'NV'],
    ['801', 'Salt Lake City', 'UT'],
    ['808', 'Honolulu', 'HI'],
  ].map(([area = '', locality = '', region = '']) => nanp('US', 'local', area, locality, region)),
  ...[
    ['416', 'Toronto', 'ON'],
    ['514', 'Montreal', 'QC'],
    ['604', 'Vancouver', 'BC'],
  ].map(([area = '', locality = '', region = '']) => nanp('CA', 'local', area, locality, region)),
  ...['800', '833', '844', '855', '866', '877', '888'].flatMap((area) =>
    ['US', 'CA'].map((country) => nanp(country, 'tollFree', area, '', '')),
  ),
  british('local', '20', '+4420794600', 'London'),
  british('local', '161', '+4416149600', 'Manchester'),
  british('tollFree', '808', '+4480815700', ''),
  british('mobile', '7700', '+4477009000', ''),
  british('national', '3069', '+4430699900', ''),
];
