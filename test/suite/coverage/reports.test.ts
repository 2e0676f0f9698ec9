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

test('the text report lists what was seen, and how to exercise what is missing', () => {
  expect(textReport('Things', aReport())).toBe(
    [
      'Things: 66% exercised (4 of 6)',
      '',
      'POST /things  66%, 5 requests',
      '  seen     200 (3), default (1), header Idempotency-Key (1), body name (3)',
      '  missing  409                  Send it with "Prefer: code=409", or queue an override.',
      '  missing  idempotency: replay  Send it twice.',
      '  undeclared: 503 (1)',
      '',
      '2 requests matched no operation; see the journal.',
      '',
    ].join('\n'),
  );
});

test('Markdown has a row for each operation, and the unmet requirements', () => {
  const text = markdownReport('Things', aReport(), ['Too little.']);

  expect(text).toContain('## Things: 66% exercised');
  expect(text).toContain('- Too little.');
  expect(text).toContain('| POST /things | 66% | 5 | 409, idempotency: replay |');
});

test('Markdown escapes text from the contract', () => {
  const text = markdownReport(HOSTILE, hostile, [HOSTILE]);

  expect(text.replaceAll(/\\./g, '')).not.toMatch(/[<`]/);
  expect(text).toContain('| POST \\<script\\>alert("1")\\</script\\> \\| \\`x\\` &');
});

test('the page shows goals, what to test next, and the unmet requirements', () => {
  const page = htmlReport('Things', aReport(), ['Too little.']);

  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('<li>Too little.</li>');
  expect(page).toMatch(/<th scope="row">idempotency: replay<\/th>\s*<td>Send it twice\.<\/td>/);
  expect(page).toContain('Sent, but not declared by the contract: 503 (×1).');
});

test('the page escapes text from the contract', () => {
  const page = htmlReport(HOSTILE, hostile, [HOSTILE]);

  expect(page).not.toContain('<script');
  expect(page).toContain('&#60;script&#62;');
});

test('JUnit has a case for each goal: met, missing, or missing and required', () => {
  const cases = junitCases(aReport(), { min: 50, statuses: ['409'] });

  expect(cases.map(({ name, outcome }) => [name, outcome?.kind])).toEqual([
    ['at least 50% exercised, including 409', 'failure'],
    ['status 200', undefined],
    ['status 409', 'failure'],
    ['status default', undefined],
    ['scenario idempotency: replay', 'skipped'],
    ['field header Idempotency-Key', undefined],
    ['field body name', undefined],
  ]);
});

test('JUnit is valid XML for any text from the contract, and has counts', () => {
  const xml = junitReport(HOSTILE, junitCases(hostile, { min: 100, statuses: [] }));
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
    readonly testsuites: Readonly<Record<string, string>>;
  };

  expect(XMLValidator.validate(xml)).toBe(true);
  expect(parsed.testsuites).toMatchObject({ '@_tests': '5', '@_failures': '1', '@_skipped': '2' });
});
