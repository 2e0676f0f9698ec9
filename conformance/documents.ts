import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../package-root.ts';

/** An OpenAPI document that the servers are tested with. */
export interface CorpusDocument {
  readonly name: string;
  /** Path in the package. Ends in `.gz` if compressed. */
  readonly file: string;
}

const published = (name: string): CorpusDocument => ({ name, file: `conformance/corpus/published/${name}.json.gz` });

const own = (name: string): CorpusDocument => ({ name, file: `conformance/corpus/features/${name}.yaml` });

const example = (version: string, name: string): CorpusDocument => ({
  name: `${name}-${version}`,
  file: `node_modules/@readme/oas-examples/${version}/json/${name}.json`,
});

/** `corpus/README.md` has the source and license of each. */
export const DOCUMENTS: readonly CorpusDocument[] = [
  ...'adyen-checkout asana box digitalocean docker-engine github kubernetes openai plaid spotify stripe twilio'
    .split(' ')
    .map(published),
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

/** The path of the uncompressed document, for servers that cannot decompress it. */
export const decompress = ({ file }: CorpusDocument, folder: string): string => {
  const source = join(packageRoot, file);
  if (!file.endsWith('.gz')) return source;
  const target = join(folder, basename(file, '.gz'));
  writeFileSync(target, gunzipSync(readFileSync(source)));
  return target;
};
