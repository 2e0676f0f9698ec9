/** One test in a JUnit report. */
export interface JUnitCase {
  readonly group: string;
  readonly name: string;
  readonly seconds?: number;
  /** Absent if the test passed. */
  readonly outcome?:
    | { readonly kind: 'failure'; readonly message: string; readonly text: string }
    | { readonly kind: 'skipped'; readonly message: string };
}

/**
 * A JUnit XML report in the dialect that GitLab, Jenkins and GitHub's test reporters read: suites, cases, failures, skips.
 *
 * @param name The name of the whole report.
 */
export const junitReport = (name: string, cases: readonly JUnitCase[]): string => {
  const groups = [...new Set(cases.map(({ group }) => group))];
  const suites = groups.map((group) =>
    suiteElement(
      group,
      cases.filter((each) => each.group === group),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name, ...totals(cases) })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
};

const suiteElement = (name: string, cases: readonly JUnitCase[]): string =>
  [`  <testsuite ${attributes({ name, ...totals(cases) })}>`, ...cases.map(caseElement), '  </testsuite>'].join('\n');

const totals = (cases: readonly JUnitCase[]): Readonly<Record<string, string>> => ({
  tests: String(cases.length),
  failures: String(cases.filter(({ outcome }) => outcome?.kind === 'failure').length),
  skipped: String(cases.filter(({ outcome }) => outcome?.kind === 'skipped').length),
  time: cases.reduce((sum, { seconds = 0 }) => sum + seconds, 0).toFixed(3),
});

const caseElement = ({ group, name, seconds = 0, outcome }: JUnitCase): string => {
  const opening = `    <testcase ${attributes({ classname: group, name, time: seconds.toFixed(3) })}`;
  if (outcome === undefined) return `${opening}/>`;
  const message = attributes({ message: outcome.message });
  const inner =
    outcome.kind === 'skipped' ? `<skipped ${message}/>` : `<failure ${message}>${escapeXml(outcome.text)}</failure>`;
  return `${opening}>\n      ${inner}\n    </testcase>`;
};

const attributes = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}="${escapeXml(value)}"`)
    .join(' ');

/** XML 1.0, section 2.2, does not allow most control characters, not even escapeXml. */
const escapeXml = (text: string): string =>
  text
    .replaceAll(INVALID_IN_XML, '\uFFFD')
    .replaceAll(/[&<>"\n\t\r]/g, (character) => ENTITIES.get(character) ?? character);

const INVALID_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** White space is escapeXml, since a parser replaces each white space character in an attribute with a space (section 3.3.3). */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\n', '&#10;'],
  ['\t', '&#9;'],
  ['\r', '&#13;'],
]);
