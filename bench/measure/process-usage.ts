import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** The resident memory of a process in MB (10⁶ bytes). */
export const residentMegabytes = (pid: number): number => {
  const status = `/proc/${pid}/status`;
  const kibibytes = existsSync(status)
    ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return (Number(kibibytes) * 1024) / 1e6;
};

/**
 * The processor time that a process has used so far, in seconds; `undefined` on systems without `/proc`. Other programs on the machine
 * slow a server down, but they hardly change the processor time per request.
 */
export const processorSeconds = (pid: number): number | undefined => {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return undefined;
  // proc(5): fields 14 and 15 are ticks in user and kernel mode. The name in field 2 may contain spaces, and ends with ")".
  const fields = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

/** Linux's `USER_HZ`, the same on every platform that Node runs on. */
const TICKS_PER_SECOND = 100;
