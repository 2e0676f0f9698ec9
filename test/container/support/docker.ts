import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The client that is known to have a builder of today, where there are two. */
const CLIENT = process.env['DOCKER'] ?? 'docker';

const run = (args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  promisify(execFile)(CLIENT, args, { maxBuffer: 64 * 1024 * 1024 });

/** Runs the Docker client, and gives back what it prints. */
export const docker = async (...args: readonly string[]): Promise<string> => (await run(args)).stdout.trim();

/** What a container said, on both of its outputs. */
export const logsOf = async (id: string): Promise<string> => {
  const { stdout, stderr } = await run(['logs', id]);
  return stdout + stderr;
};

/** One fact of a container or an image, by a template such as `{{.State.Status}}`. */
export const inspect = (name: string, template: string): Promise<string> =>
  docker('inspect', '--format', template, name);
