/**
 * Builds the folder for the image: the program bundled with the packages that it uses, and the licenses of these packages.
 *
 * `node bin/dev/bundle.ts FOLDER`
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';

const [folder = 'dist/image'] = process.argv.slice(2);

/** A dynamically imported CommonJS package would lose its named exports in a bundle. A module that re-exports them keeps them. */
const keepNamedExports: Plugin = {
  name: 'keep-named-exports',
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

/** The program goes to `dist/`, as in the package, since at run time it reads files from the parent folder. */
const bundle = async (): Promise<readonly string[]> => {
  const { metafile } = await build({
    entryPoints: { container: 'bin/container.ts' },
    outdir: join(folder, 'dist'),
    bundle: true,
    // Dynamic imports stay in separate files.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Identifiers are not minified, so that stack traces in a user's log stay readable.
    minifySyntax: true,
    minifyWhitespace: true,
    // The full license texts are written to a file instead.
    legalComments: 'none',
    // CommonJS packages load Node's built-in modules with `require`.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    plugins: [keepNamedExports],
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.inputs);
};

/** `node_modules/a/node_modules/@b/c/d.js` belongs to the package in `node_modules/a/node_modules/@b/c`. */
const packageFolderOf = (file: string): string | undefined => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** @throws {Error} if a package declares no license, since it may then not be redistributed. */
const licenseOf = (packageFolder: string): string => {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license, author } = manifest;
  const texts = globSync(join(packageFolder, '{LICENSE,LICENCE,license,licence,NOTICE,COPYING}*'))
    .toSorted()
    .map((file) => readFileSync(file, 'utf8').trim());
  if (license === undefined && texts.length === 0) throw new Error(`${name} has no license.`);
  const copyrightOwner = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  const body = texts.length > 0 ? texts.join('\n\n') : `Copyright ${copyrightOwner}`;
  return `${name} ${version} (${license ?? 'see below'})\n\n${body}\n`;
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const inputs = await bundle();
const packages = new Set(inputs.map(packageFolderOf).filter((found) => found !== undefined));
const licenses = [...packages].toSorted().map(licenseOf);
writeFileSync(join(folder, 'THIRD-PARTY.txt'), licenses.join(`\n${'-'.repeat(80)}\n\n`));
for (const file of ['openapi.json', 'package.json', 'LICENSE', 'bin/is-ready.sh'])
  copyFileSync(file, join(folder, basename(file)));
