import { parseArgs } from 'node:util';

/** What is given when nothing is said: names and numbers. */
type Defaults = Readonly<Record<string, number>>;

/** Reads `--name NUMBER` for each default, and `--json`. Says what is wrong and exits, if something is. */
export const readOptions = <Given extends Defaults>(defaults: Given): Given & { readonly json: boolean } => {
  try {
    const { values } = parseArgs({ options: { json: { type: 'boolean' }, ...textOptions(defaults) } });
    const { json = false, ...given } = values as { readonly json?: boolean } & Readonly<Record<string, string>>;
    const numbers = Object.entries(given).map(([name, text]) => [name, positive(name, text)] as const);
    return { ...defaults, ...Object.fromEntries(numbers), json: json };
  } catch (error) {
    const known = Object.entries(defaults).map(([name, value]) => `--${name} ${value}`);
    console.error(`${(error as Error).message}\nOptions and their defaults: ${known.join(' ')} [--json]`);
    process.exit(2);
  }
};

const textOptions = (defaults: Defaults): Readonly<Record<string, { readonly type: 'string' }>> =>
  Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' }]));

const positive = (name: string, text: string): number => {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0, and is ${JSON.stringify(text)}.`);
  return number;
};
