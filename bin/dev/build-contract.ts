/** Writes `openapi.json` from `docs/contract/`. `--check` writes nothing, and exits with 1 if the file is out of date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { BUNDLED_CONTRACT } from '../../package-root.ts';
import { writtenContract } from './contract/written-contract.ts';

const text = writtenContract();
if (!process.argv.includes('--check')) writeFileSync(BUNDLED_CONTRACT, text);
else if (readFileSync(BUNDLED_CONTRACT, 'utf8') !== text) {
  console.error('openapi.json is out of date. Run "npm run contract".');
  process.exitCode = 1;
}
