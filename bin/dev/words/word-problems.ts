import type { Allowance } from './allowed.ts';
import { REPLACEMENTS } from './replacements.ts';

/** Each line with a phrase to replace: where it is, the phrase, and what to write instead. */
export const wordProblems = (texts: ReadonlyMap<string, string>, allowed: readonly Allowance[]): readonly string[] =>
  [...texts].flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => {
      if (allowed.some((allowance) => covers(allowance, file, line))) return [];
      return phrasesIn(line).map(({ found, instead }) => `${file}:${index + 1}: "${found}": write ${instead}.`);
    }),
  );

/** Exceptions that no line needs: an unneeded exception would hide the next mistake. */
export const unusedAllowances = (
  texts: ReadonlyMap<string, string>,
  allowed: readonly Allowance[],
): readonly string[] =>
  allowed
    .filter((allowance) => {
      const lines = texts.get(allowance.file)?.split('\n') ?? [];
      return !lines.some((line) => covers(allowance, allowance.file, line) && phrasesIn(line).length > 0);
    })
    .map(
      ({ file, text = 'such a phrase' }) =>
        `bin/dev/words/allowed.ts: no line of ${file} needs the exception "${text}".`,
    );

const covers = (allowance: Allowance, file: string, line: string): boolean =>
  allowance.file === file && (allowance.text === undefined || line.includes(allowance.text));

const phrasesIn = (line: string): readonly { readonly found: string; readonly instead: string }[] =>
  REPLACEMENTS.flatMap(({ phrase, instead }) => {
    const found = phrase.exec(line)?.[0];
    return found === undefined ? [] : [{ found, instead }];
  });
