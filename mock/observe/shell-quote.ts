/** Quotes a text as one word for a POSIX shell. Within single quotes, every character but the single quote is literal. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
