import { expect, test } from 'vitest';
import { unusedAllowances, wordProblems } from '../../../bin/dev/words/word-problems.ts';

const problemsIn = (line: string): readonly string[] => wordProblems(new Map([['a.ts', line]]), []);

test('names the file, the line, the phrase and what to write instead', () => {
  const texts = new Map([['docs/a.md', 'First.\nThis is no cursor.']]);

  expect(wordProblems(texts, [])).toEqual([
    'docs/a.md:2: "is no": write "is not a …", "has no …", or name what is missing.',
  ]);
});

test.for([
  'It is no longer there.',
  'There is no call.',
  'there are no calls',
  'It is not a cursor.',
  'A nobody1 name.',
])('accepts %j', (line) => {
  expect(problemsIn(line)).toEqual([]);
});

test.for(['Nobody knows.', 'whoever asks', 'the behaviour', 'It was recognised.', 'a RequestSituation', 'MOST_RULES'])(
  'reports %j',
  (line) => {
    expect(problemsIn(line)).toHaveLength(1);
  },
);

test('accepts names on the wire and a coverage situation', () => {
  expect(
    problemsIn("GET /outbox/disturbances, coverage['encounters'], the collection agenda, CoverageSituation"),
  ).toEqual([]);
});

test('accepts an allowed line, and reports an exception that no line needs', () => {
  const texts = new Map([['a.ts', 'Nobody knows.']]);
  const needed = { file: 'a.ts', text: 'Nobody knows', because: 'a quotation' };
  const unneeded = { file: 'a.ts', text: 'whoever', because: 'gone' };

  expect(wordProblems(texts, [needed])).toEqual([]);
  expect(unusedAllowances(texts, [needed, unneeded])).toEqual([
    'bin/dev/words/allowed.ts: no line of a.ts needs the exception "whoever".',
  ]);
});
