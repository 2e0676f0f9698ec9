import type { CoverageReport, OperationCoverage } from '../../client/index.ts';
import type { Html } from '../report/html.ts';
import { html } from '../report/html.ts';
import type { Goal } from './goal.ts';
import { allGoals, goalsOf } from './goal.ts';
import { STYLE } from './html-style.ts';

/** One page that needs no other file and runs no script: it may be kept as a CI job's artefact, and opened anywhere. */
export const htmlReport = (title: string, report: CoverageReport, unmet: readonly string[]): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${report.percent} % of ${title} exercised</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          ${ring(report.percent)}
          <div>
            <h1>${title}</h1>
            <p>${report.met} of ${report.total} statuses, scenarios and request fields were exercised.</p>
            ${verdict(unmet)}
          </div>
        </header>
        <section class="kinds">${KINDS.map((kind) => kindBar(kind, allGoals(report)))}</section>
        <label class="filter"><input type="checkbox" id="missing-only" /> Show only what is missing</label>
        <main>${report.operations.map(operationCard)}</main>
        <footer>${outsideNote(report)} Counted by revdesk-sandbox.</footer>
      </body>
    </html> `.html;

/** A circle of which as much is drawn as was exercised. */
const ring = (percent: number): Html => {
  const length = 2 * Math.PI * RADIUS;
  const drawn = ((length * percent) / 100).toFixed(1);
  return html`<svg class="ring" viewBox="0 0 120 120" role="img" aria-label="${percent} per cent">
    <circle cx="60" cy="60" r="${RADIUS}" />
    <circle class="${grade(percent)}" cx="60" cy="60" r="${RADIUS}" stroke-dasharray="${drawn} ${length.toFixed(1)}" />
    <text x="60" y="68">${percent} %</text>
  </svg>`;
};

const RADIUS = 52;

const grade = (percent: number): 'good' | 'fair' | 'poor' => {
  if (percent >= 80) return 'good';
  return percent >= 50 ? 'fair' : 'poor';
};

const verdict = (unmet: readonly string[]): Html =>
  unmet.length === 0
    ? html``
    : html`<ul class="unmet">
        ${unmet.map((text) => html`<li>${text}</li>`)}
      </ul>`;

const KINDS = [
  { kind: 'status', title: 'Statuses' },
  { kind: 'scenario', title: 'Scenarios' },
  { kind: 'field', title: 'Request fields' },
] as const;

const kindBar = ({ kind, title }: (typeof KINDS)[number], goals: readonly Goal[]): Html => {
  const ofKind = goals.filter((goal) => goal.kind === kind);
  if (ofKind.length === 0) return html``;
  const met = ofKind.filter(({ count }) => count > 0).length;
  return html`<div>
    <h2>${title} <small>${met} of ${ofKind.length}</small></h2>
    <meter min="0" max="${ofKind.length}" value="${met}">${met} of ${ofKind.length}</meter>
  </div>`;
};

const operationCard = (operation: OperationCoverage): Html => {
  const { method, path, summary, percent, requests } = operation;
  const goals = goalsOf(operation);
  const missing = goals.filter(({ count }) => count === 0);
  return html`<article class="${missing.length === 0 ? 'complete' : 'incomplete'}">
    <h2><b class="method">${method}</b> <code>${path}</code> <span class="${grade(percent)}">${percent} %</span></h2>
    <p>${summary} <small>${requests} ${requests === 1 ? 'request' : 'requests'}</small></p>
    <ul class="chips">
      ${goals.map(chip)}
    </ul>
    ${undeclaredNote(operation)}${nextSteps(missing)}
  </article>`;
};

const chip = ({ kind, name, count }: Goal): Html =>
  html`<li class="${kind} ${count > 0 ? 'met' : 'missing'}">
    ${name}${count > 0 ? html` <small>×${count}</small>` : html``}
  </li>`;

const nextSteps = (missing: readonly Goal[]): Html =>
  missing.length === 0
    ? html``
    : html`<table>
        <caption>
          What to test next
        </caption>
        ${missing.map(
          ({ name, how }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${how}</td>
            </tr>`,
        )}
      </table>`;

const undeclaredNote = ({ undeclared }: OperationCoverage): Html => {
  if (undeclared.length === 0) return html``;
  const list = undeclared.map(({ status, count }) => `${status} (×${count})`).join(', ');
  return html`<p class="note">Sent though the contract does not declare it: ${list}.</p>`;
};

const outsideNote = ({ outside }: CoverageReport): Html =>
  outside === 0 ? html`` : html`${outside} requests were for no operation of the contract.`;
