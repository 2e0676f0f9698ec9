import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { htmlReport } from '../../../suite/coverage/html-report.ts';
import { junitCases } from '../../../suite/coverage/junit-cases.ts';
import { markdownReport } from '../../../suite/coverage/markdown-report.ts';
import { textReport } from '../../../suite/coverage/text-report.ts';
import { junitReport } from '../../../suite/report/junit.ts';
import { anOperation, aReport } from './a-report.ts';

const HOSTILE = '<script>alert("1")</script> | `x` & \u0000';

const hostile = aReport(anOperation({ summary: HOSTILE, path: HOSTILE, statuses: [{ status: HOSTILE, count: 0 }] }));

test('a terminal is told what was seen, and how to get what is missing', () => {
  expect(textReport('Things', aReport())).toBe(
    [
      'Things: 66 % exercised (4 of 6)',
      '',
      'POST /things  66 %, 5 requests',
      '  seen     200 (3), default (1), header Idempotency-Key (1), body name (3)',
      '  missing  409                  Send it with "Prefer: code=409", or queue an override.',
      '  missing  idempotency: replay  Send it twice.',
      '  beside the contract: 503 (1)',
      '',
      '2 requests were for no operation; the journal shows them.',
      '',
    ].join('\n'),
  );
});

test('Markdown has a row for each operation, and what was demanded in vain', () => {
  const text = markdownReport('Things', aReport(), ['Too little.']);

  expect(text).toContain('## Things: 66 % exercised');
  expect(text).toContain('- Too little.');
  expect(text).toContain('| POST /things | 66 % | 5 | 409, idempotency: replay |');
});

test('Markdown keeps what a contract says from being markup', () => {
  const text = markdownReport(HOSTILE, hostile, [HOSTILE]);

  expect(text.replaceAll(/\\./g, '')).not.toMatch(/[<`]/);
  expect(text).toContain('| POST \\<script\\>alert("1")\\</script\\> \\| \\`x\\` &');
});

test('the page shows goals, what to test next, and what was demanded in vain', () => {
  const page = htmlReport('Things', aReport(), ['Too little.']);

  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('<li>Too little.</li>');
  expect(page).toMatch(/<th scope="row">idempotency: replay<\/th>\s*<td>Send it twice\.<\/td>/);
  expect(page).toContain('Sent though the contract does not declare it: 503 (×1).');
});

test('the page escapes what a contract says', () => {
  const page = htmlReport(HOSTILE, hostile, [HOSTILE]);

  expect(page).not.toContain('<script');
  expect(page).toContain('&#60;script&#62;');
});

test('JUnit has a case for each goal: met, missing or demanded in vain', () => {
  const cases = junitCases(aReport(), { min: 50, statuses: ['409'] });

  expect(cases.map(({ name, outcome }) => [name, outcome?.kind])).toEqual([
    ['at least 50 % is exercised, and 409', 'failure'],
    ['status 200', undefined],
    ['status 409', 'failure'],
    ['status default', undefined],
    ['scenario idempotency: replay', 'skipped'],
    ['field header Idempotency-Key', undefined],
    ['field body name', undefined],
  ]);
});

test('JUnit is XML whatever a contract says, and counts itself', () => {
  const xml = junitReport(HOSTILE, junitCases(hostile, { min: 100, statuses: [] }));
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
    readonly testsuites: Readonly<Record<string, string>>;
  };

  expect(XMLValidator.validate(xml)).toBe(true);
  expect(parsed.testsuites).toMatchObject({ '@_tests': '5', '@_failures': '1', '@_skipped': '2' });
});
