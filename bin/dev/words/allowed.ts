/** A line, or a whole file, that may have phrases of `replacements.ts`. */
export interface Allowance {
  readonly file: string;
  /** A part of the line that has the phrase. Absent: every line of the file. */
  readonly text?: string;
  readonly because: string;
}

export const ALLOWED: readonly Allowance[] = [
  { file: 'server/deprecated-names.ts', because: 'the old names, each an alias for one release' },
  { file: 'test/deprecated-names.test.ts', because: 'the test of the old names' },
  { file: 'test/bin/dev/word-problems.test.ts', because: 'the test of this check' },
  { file: 'client/index.ts', text: 'disturb: (kind', because: 'an old name, an alias for one release' },
  { file: 'bin/dev/bundle.ts', text: 'LICENCE', because: 'a file name in packages of others' },
  {
    file: 'test/conformance/deviations.ts',
    text: 'encountered',
    because: 'the title of a case in the official test suite',
  },
  { file: 'docs/reference/revdesk.md', text: 'somebody', because: 'a text of openapi.json' },
];
