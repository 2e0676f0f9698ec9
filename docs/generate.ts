/** Writes the pages that are generated from the code. With `--check`, only lists the pages that are out of date, and exits with 1. */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { BUNDLED_CONTRACT } from '../package-root.ts';
import { compose, readSettings } from '../server/compose.ts';
import { controlPage } from './generator/control-page.ts';
import { magicNumbersPage } from './generator/magic-numbers-page.ts';
import { pipelinePage } from './generator/pipeline-page.ts';
import { revdeskPage } from './generator/revdesk/page.ts';
import { scenariosPage } from './generator/scenarios-page.ts';
import { settingsPage } from './generator/settings-page.ts';
import { settingsSchema } from './generator/settings-schema.ts';

const listener = { onNotice: () => {}, onBug: () => {} };
const sandbox = await compose(BUNDLED_CONTRACT, readSettings({}, 'settings'), listener);

const PAGES: Readonly<Record<string, string>> = {
  'docs/reference/pipeline.md': pipelinePage(sandbox),
  'docs/reference/control-api.md': controlPage(sandbox),
  'docs/reference/settings.md': settingsPage(sandbox),
  'docs/reference/magic-numbers.md': magicNumbersPage(),
  'docs/reference/revdesk.md': revdeskPage(sandbox),
  'scenarios/README.md': scenariosPage(sandbox),
  'settings.schema.json': settingsSchema(sandbox),
};

const current = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const options = await resolveConfig('docs/reference/pipeline.md');
const isCheck = process.argv.includes('--check');
for (const [file, page] of Object.entries(PAGES)) {
  const text = await format(page, { ...options, parser: file.endsWith('.json') ? 'json' : 'markdown' });
  if (current(file) === text) continue;
  if (isCheck) {
    console.error(`${file} is out of date. Run "npm run docs".`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(`${file} written`);
  }
}
