import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isObject } from '../../json.ts';
import { SetUpError } from '../../contract/document/set-up-error.ts';
import type { RecordedRule } from '../../upstream/recording.ts';
import { MAX_RULES, Recording } from '../../upstream/recording.ts';
import type { Forwarded } from './forward.ts';

export interface RecordOptions {
  readonly file: string;
  /** Of properties that hold secrets, beside the usual ones. */
  readonly secretNames: readonly string[];
  readonly onNotice: (text: string) => void;
}

export interface RecordFile {
  readonly record: (forwarded: Forwarded) => void;
  /** Writes what has not been written yet. */
  readonly close: () => void;
}

/** A burst of requests is written once. */
const PAUSE_MS = 200;

/**
 * Keeps a settings file of rules that answer as the upstream did. A recording that is there already is carried on.
 *
 * @throws {SetUpError} if the file holds something else, or cannot be written.
 */
export const openRecordFile = async ({ file, secretNames, onNotice }: RecordOptions): Promise<RecordFile> => {
  const { parse, stringify } = await import('yaml');
  const recording = new Recording(secretNames, rulesIn(file, parse));
  const texts = new WeakMap<RecordedRule, string>();
  const told = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  // Each rule is written out once: a file of thousands is then put together in no time.
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
      // The disk is full, or the folder is gone: no reason to stop answering.
      tell(`The recording cannot be written: ${(error as Error).message}.`);
    }
  };
  const tell = (text: string): void => {
    if (!told.has(text)) onNotice(text);
    told.add(text);
  };

  attempt(file, write);
  return {
    record: ({ exchange, request, reply }) => {
      const outcome = recording.add(exchange, request, reply);
      if (outcome === 'full')
        tell(`The recording ${file} is full with ${MAX_RULES} rules: new requests are left out.`);
      if (outcome === 'left_out')
        tell(`A reply to ${exchange.operation.id} is not recorded: rules say no replies to HEAD, and no bytes.`);
      if (outcome === 'recorded') timer ??= setTimeout(flush, PAUSE_MS).unref();
    },
    close: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      flush();
    },
  };
};

/** What is no recording is somebody's settings, and is not overwritten. */
const rulesIn = (file: string, parse: (text: string) => unknown): readonly RecordedRule[] => {
  const text = textIn(file);
  if (text === undefined) return [];
  const content: unknown = attempt(file, () => parse(text)) ?? { rules: [] };
  if (isObject(content) && Object.keys(content).join() === 'rules' && Array.isArray(content['rules'])) {
    const rules = content['rules'].filter(isRule);
    if (rules.length === content['rules'].length) return rules;
  }
  throw fault(file, 'holds something else than a recording, which would be lost');
};

const isRule = (rule: unknown): rule is RecordedRule =>
  isObject(rule) && typeof rule['operation'] === 'string' && isObject(rule['when']) && isObject(rule['reply']);

const textIn = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault(file, `cannot be read: ${(error as Error).message}`);
  }
};

const attempt = <Result>(file: string, act: () => Result): Result => {
  try {
    return act();
  } catch (error) {
    throw fault(file, `cannot be kept as a recording: ${(error as Error).message}`);
  }
};

const fault = (file: string, problem: string): SetUpError =>
  new SetUpError([{ place: file, problem, remedy: 'Name another file with --record.' }]);

const fileText = (rules: readonly string[]): string =>
  rules.length === 0 ? 'rules: []\n' : `rules:\n${rules.join('')}`;

/** All or nothing: whoever reads it meanwhile sees the old one or the new one. Its own user's only, since traffic is in it. */
const replaceFile = (file: string, text: string): void => {
  const temporary = `${file}.${process.pid}.tmp`;
  // A file left behind by a crash would keep its own mode.
  rmSync(temporary, { force: true });
  writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
  renameSync(temporary, file);
};
