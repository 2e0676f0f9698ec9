import { parseArgs } from 'node:util';

/** Option names with their default numbers. */
type Defaults = Readonly<Record<string, number>>;

/** Reads `--name NUMBER` for each default, and `--json`. Prints the problem and exits, if there is one. */
export const readOptions = <Options extends Defaults>(defaults: Options): Options & { readonly json: boolean } => {
  try {
    const { values } = parseArgs({ options: { json: { type: 'boolean' }, ...textOptions(defaults) } });
    const { json = false, ...texts } = values as { readonly json?: boolean } & Readonly<Record<string, string>>;
    const numbers = Object.entries(texts).map(([name, text]) => [name, positive(name, text)] as const);
    return { ...defaults, ...Object.fromEntries(numbers), json };
  } catch (error) {
    const allowed = Object.entries(defaults).map(([name, value]) => `--${name} ${value}`);
    console.error(`${(error as Error).message}\nOptions and their defaults: ${allowed.join(' ')} [--json]`);
    process.exit(2);
  }
};

const textOptions = (defaults: Defaults): Readonly<Record<string, { readonly type: 'string' }>> =>
  Object.fromEntries(Object.keys(defaults).map((name) => [name, { type: 'string' }]));

const positive = (name: string, text: string): number => {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} must be a number above 0, but is ${JSON.stringify(text)}.`);
  return number;
};
