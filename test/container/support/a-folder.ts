import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Folder extends AsyncDisposable {
  readonly path: string;
}

/** Creates a folder to mount. The user inside the container can read its files. */
export const aFolder = async (files: Readonly<Record<string, string>>): Promise<Folder> => {
  const path = await mkdtemp(join(tmpdir(), 'revdesk-sandbox-'));
  await chmod(path, 0o755);
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content, { mode: 0o644 });
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
};
