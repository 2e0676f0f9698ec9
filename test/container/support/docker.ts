import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The Docker client. If there are two, `with-engine.sh` sets the one that has BuildKit. */
const CLIENT = process.env['DOCKER'] ?? 'docker';

const run = (args: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  promisify(execFile)(CLIENT, args, { maxBuffer: 64 * 1024 * 1024 });

/** Runs the Docker client, and returns its output. */
export const docker = async (...args: readonly string[]): Promise<string> => (await run(args)).stdout.trim();

/** The output of a container, from both stdout and stderr. */
export const logsOf = async (id: string): Promise<string> => {
  const { stdout, stderr } = await run(['logs', id]);
  return stdout + stderr;
};

/** A property of a container or an image, by a template such as `{{.State.Status}}`. */
export const inspect = (name: string, template: string): Promise<string> =>
  docker('inspect', '--format', template, name);
