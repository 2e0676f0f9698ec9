import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../package-root.ts';

/** An OpenAPI document that the servers are put to. */
export interface CorpusDocument {
  readonly name: string;
  /** Below the package's root. Ends in `.gz` where it is packed. */
  readonly file: string;
}

const packed = (name: string): CorpusDocument => ({ name, file: `conformance/corpus/published/${name}.json.gz` });

const own = (name: string): CorpusDocument => ({ name, file: `conformance/corpus/features/${name}.yaml` });

const example = (version: string, name: string): CorpusDocument => ({
  name: `${name}-${version}`,
  file: `node_modules/@readme/oas-examples/${version}/json/${name}.json`,
});

/** Where each is from, and its licence: `corpus/README.md`. */
export const DOCUMENTS: readonly CorpusDocument[] = [
  ...'adyen-checkout asana box digitalocean docker-engine github kubernetes openai plaid spotify stripe twilio'
    .split(' ')
    .map(packed),
  example('3.0', 'star-trek'),
  example('3.0', 'petstore'),
  example('3.0', 'uspto'),
  example('3.0', 'discriminators'),
  example('3.0', 'schema-circular'),
  example('3.0', 'http-status-codes'),
  example('3.1', 'train-travel'),
  example('3.1', 'petstore'),
  example('3.1', 'readme'),
  example('3.1', 'schema-types'),
  { name: 'revdesk', file: 'openapi.json' },
  own('corners-3.0'),
  own('corners-3.1'),
  own('parameters'),
  own('bodies'),
];

/** A document as a plain file, for servers that cannot unpack one. */
export const unpacked = ({ file }: CorpusDocument, folder: string): string => {
  const source = join(packageRoot, file);
  if (!file.endsWith('.gz')) return source;
  const target = join(folder, basename(file, '.gz'));
  writeFileSync(target, gunzipSync(readFileSync(source)));
  return target;
};
