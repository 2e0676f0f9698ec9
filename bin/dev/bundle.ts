/**
 * Makes the folder that the image holds: the program with the packages it uses, as few files, and their licences.
 *
 * `node bin/dev/bundle.ts FOLDER`
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';

const [folder = 'dist/image'] = process.argv.slice(2);

/** A package in CommonJS that is imported on demand would lose its names in a bundle; a module that repeats them keeps them. */
const namesOnDemand: Plugin = {
  name: 'names-on-demand',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'dynamic-import' && !isBuiltin(path) ? { path, namespace: 'on-demand' } : undefined,
    );
    bundler.onLoad({ filter: /.*/, namespace: 'on-demand' }, async ({ path }) => {
      const names = Object.keys((await import(path)) as object).filter((name) => /^(?!default$)[\w$]+$/.test(name));
      return { contents: `export { ${names.join(', ')} } from '${path}';`, resolveDir: '.' };
    });
  },
};

/** The program goes to `dist/`, as in the package, so that it finds what it reads at run time one folder above. */
const bundle = async (): Promise<readonly string[]> => {
  const { metafile } = await build({
    entryPoints: { container: 'bin/container.ts' },
    outdir: join(folder, 'dist'),
    bundle: true,
    // What is imported on demand stays in files of its own.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Identifiers stay as they are: a stack trace in a user's log is for reading.
    minifySyntax: true,
    minifyWhitespace: true,
    // Whole licences are kept instead.
    legalComments: 'none',
    // Packages in CommonJS load Node's own modules with it.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    plugins: [namesOnDemand],
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.inputs);
};

/** `node_modules/a/node_modules/@b/c/d.js` is of the package in `node_modules/a/node_modules/@b/c`. */
const packageFolderOf = (file: string): string | undefined => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** @throws if a package says nothing of its licence: then we may not pass it on. */
const licenceOf = (packageFolder: string): string => {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license, author } = manifest;
  const texts = globSync(join(packageFolder, '{LICENSE,LICENCE,license,licence,NOTICE,COPYING}*'))
    .toSorted()
    .map((file) => readFileSync(file, 'utf8').trim());
  if (license === undefined && texts.length === 0) throw new Error(`${name} has no licence.`);
  const holder = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  const body = texts.length > 0 ? texts.join('\n\n') : `Copyright ${holder}`;
  return `${name} ${version} (${license ?? 'see below'})\n\n${body}\n`;
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const inputs = await bundle();
const packages = new Set(inputs.map(packageFolderOf).filter((found) => found !== undefined));
const licences = [...packages].toSorted().map(licenceOf);
writeFileSync(join(folder, 'THIRD-PARTY.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));
for (const file of ['openapi.json', 'package.json', 'LICENSE', 'bin/is-ready.sh'])
  copyFileSync(file, join(folder, basename(file)));
