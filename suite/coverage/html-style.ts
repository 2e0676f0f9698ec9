import type { Html } from '../report/html.ts';
import { html } from '../report/html.ts';

/** Styles of the coverage page, for phones, dark mode and print. */
export const STYLE: Html = html`
  :root { color-scheme: light dark; --ink: light-dark(#1c2430, #e6eaf0); --soft: light-dark(#5d6878, #9aa5b4); --page:
  light-dark(#f4f6f9, #12161c); --card: light-dark(#fff, #1b2129); --line: light-dark(#dfe4ea, #2c3540); --good:
  light-dark(#12804a, #4cc38a); --fair: light-dark(#a15c00, #f0b357); --poor: light-dark(#c02626, #ff7a75); } body {
  margin: 0 auto; padding: 2rem 1rem; max-width: 62rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--page); } header { display: flex; gap: 1.5rem; align-items: center; } h1 { margin: 0; font-size:
  1.6rem; } h2 { margin: 0; font-size: 1rem; } header p, article p { margin: 0.25rem 0; color: var(--soft); } small {
  color: var(--soft); font-weight: normal; } code { font-size: 0.95em; overflow-wrap: anywhere; } .good { color:
  var(--good); stroke: var(--good); } .fair { color: var(--fair); stroke: var(--fair); } .poor { color: var(--poor);
  stroke: var(--poor); } .ring { flex: none; width: 7.5rem; } .ring circle { fill: none; stroke-width: 12; transform:
  rotate(-90deg); transform-origin: center; } .ring circle:first-child { stroke: var(--line); } .ring text { font-size:
  1.5rem; font-weight: 600; text-anchor: middle; fill: var(--ink); } .unmet { margin: 0.5rem 0 0; padding-left: 1.2rem;
  color: var(--poor); } .kinds { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap:
  1.5rem; margin: 1.5rem 0; } meter { width: 100%; height: 0.9rem; } article { margin: 1rem 0; padding: 1rem 1.25rem;
  border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); break-inside: avoid; } article h2 span
  { float: right; } .method { font-size: 0.8rem; letter-spacing: 0.05em; } .chips { display: flex; flex-wrap: wrap; gap:
  0.4rem; margin: 0.75rem 0; padding: 0; list-style: none; } .chips li { padding: 0.1rem 0.6rem; border: 1px solid
  currentColor; border-radius: 1rem; font-size: 0.85rem; color: var(--good); } .chips .missing { border-style: dashed;
  color: var(--poor); } table { width: 100%; border-collapse: collapse; font-size: 0.9rem; } caption { padding: 0.5rem 0
  0.25rem; text-align: left; font-weight: 600; } th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-top: 1px solid
  var(--line); text-align: left; vertical-align: top; } th { white-space: nowrap; font-weight: 500; }
  body:has(#missing-only:checked) :is(.complete, .chips .met) { display: none; } footer { margin-top: 2rem; color:
  var(--soft); font-size: 0.85rem; } @media (max-width: 34rem) { header { flex-direction: column; text-align: center; }
  th { white-space: normal; } } @media print { .filter { display: none; } }
`;
