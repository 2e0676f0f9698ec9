import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface Cli extends AsyncDisposable {
  /** Its first output to stdout, up to the end of a line. */
  readonly firstLine: () => Promise<string>;
  readonly kill: (signal: 'SIGTERM' | 'SIGINT') => void;
  /** Its exit code, once it has exited. */
  readonly exit: Promise<number | null>;
}

/** The entry point of the command. */
const COMMAND = ['bin/revdesk-sandbox.ts'];

/** Runs the command line from source in a separate process, with the given environment only. */
export const startCli = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Cli => {
  const child = spawn(process.execPath, [...COMMAND, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return {
    firstLine: async () => {
      let printed = '';
      for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
        printed += String(chunk);
        if (printed.includes('\n')) break;
      }
      return printed;
    },
    kill: (signal) => void child.kill(signal),
    exit,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
};

/** Runs the command line until it exits. */
export const runCli = async (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> => {
  const child = spawn(process.execPath, [...COMMAND, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, stdout, stderr };
};
