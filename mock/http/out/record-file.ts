import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { SetUpError } from '../../contract/document/set-up-error.ts';
import { isObject } from '../../json.ts';
import type { RecordedRule } from '../../upstream/recording.ts';
import { MAX_RULES, Recording } from '../../upstream/recording.ts';
import type { Forwarded } from './forward.ts';

export interface RecordOptions {
  readonly file: string;
  /** Names of properties that hold secrets, in addition to the usual ones. */
  readonly secretNames: readonly string[];
  readonly onNotice: (text: string) => void;
}

export interface RecordFile {
  readonly record: (forwarded: Forwarded) => void;
  /** Writes the rules that have not been written yet. */
  readonly close: () => void;
}

/** The file is written after this pause, so that a burst of requests is written once. */
const WRITE_DELAY_MS = 200;

/**
 * Records the upstream's replies in a settings file, as rules that give the same replies. An existing recording is extended.
 *
 * @throws {SetUpError} if the file is not a recording, or cannot be written.
 */
export const openRecordFile = async ({ file, secretNames, onNotice }: RecordOptions): Promise<RecordFile> => {
  const { parse, stringify } = await import('yaml');
  const recording = new Recording(secretNames, rulesIn(file, parse));
  const texts = new WeakMap<RecordedRule, string>();
  const notified = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  // The text of each rule is cached, so that a file with thousands of rules is written quickly.
  const textOf = (rule: RecordedRule): string => {
    const text = texts.get(rule) ?? stringify([rule], { lineWidth: 0, aliasDuplicateObjects: false });
    texts.set(rule, text);
    return text.replaceAll(/^(?=.)/gm, '  ');
  };
  const write = (): void => replaceFile(file, fileText(recording.rules.map(textOf)));
  const flush = (): void => {
    timer = undefined;
    try {
      write();
    } catch (error) {
      // The disk may be full, or the folder gone. Requests are still answered.
      notifyOnce(`The recording cannot be written: ${(error as Error).message}.`);
    }
  };
  const notifyOnce = (text: string): void => {
    if (!notified.has(text)) onNotice(text);
    notified.add(text);
  };

  attempt(file, write);
  return {
    record: ({ exchange, request, reply }) => {
      const outcome = recording.add(exchange, request, reply);
      if (outcome === 'full')
        notifyOnce(`The recording ${file} has the maximum of ${MAX_RULES} rules. New requests are not recorded.`);
      if (outcome === 'left_out')
        notifyOnce(
          `A reply to ${exchange.operation.id} is not recorded: rules cannot hold replies to HEAD, or binary bodies.`,
        );
      if (outcome === 'recorded') timer ??= setTimeout(flush, WRITE_DELAY_MS).unref();
    },
    close: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      flush();
    },
  };
};

/** A file that is not a recording may be the user's settings, and is not overwritten. */
const rulesIn = (file: string, parse: (text: string) => unknown): readonly RecordedRule[] => {
  const text = textIn(file);
  if (text === undefined) return [];
  const content: unknown = attempt(file, () => parse(text)) ?? { rules: [] };
  if (isObject(content) && Object.keys(content).join() === 'rules' && Array.isArray(content['rules'])) {
    const rules = content['rules'].filter(isRule);
    if (rules.length === content['rules'].length) return rules;
  }
  throw setUpError(file, 'has other content than a recording, which would be lost');
};

const isRule = (rule: unknown): rule is RecordedRule =>
  isObject(rule) && typeof rule['operation'] === 'string' && isObject(rule['when']) && isObject(rule['reply']);

const textIn = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw setUpError(file, `cannot be read: ${(error as Error).message}`);
  }
};

const attempt = <Result>(file: string, action: () => Result): Result => {
  try {
    return action();
  } catch (error) {
    throw setUpError(file, `cannot be used as a recording: ${(error as Error).message}`);
  }
};

const setUpError = (file: string, problem: string): SetUpError =>
  new SetUpError([{ place: file, problem, remedy: 'Choose another file with --record.' }]);

const fileText = (rules: readonly string[]): string =>
  rules.length === 0 ? 'rules: []\n' : `rules:\n${rules.join('')}`;

/** Replaces the file atomically, so that a reader sees the old content or the new. Only its owner may read it: it holds traffic. */
const replaceFile = (file: string, text: string): void => {
  const temporary = `${file}.${process.pid}.tmp`;
  // A file that a crash left behind would keep its mode.
  rmSync(temporary, { force: true });
  writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
  renameSync(temporary, file);
};
