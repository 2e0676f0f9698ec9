/** Checks the words in sources and docs against `words/replacements.ts`. Prints each line to change, and exits with 1 if there is one. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ALLOWED } from './words/allowed.ts';
import { unusedAllowances, wordProblems } from './words/word-problems.ts';

const CHECKED = /\.(ts|md|sh)$|^Dockerfile$|^\.ci\/run$/;

/** Third-party data, the change log, and the list itself. */
const SKIPPED = /fixtures\/|^CHANGELOG\.md$|^conformance\/corpus\/|json-schema-test-suite\/|^bin\/dev\/words\//;

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
const files = tracked.split('\n').filter((file) => CHECKED.test(file) && !SKIPPED.test(file));
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const problems = [...wordProblems(texts, ALLOWED), ...unusedAllowances(texts, ALLOWED)];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
