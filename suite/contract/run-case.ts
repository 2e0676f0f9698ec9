import type { Contract, Operation } from '../../mock/contract/index.ts';
import { valueAt } from '../../mock/contract/index.ts';
import type { CaseRequest, ContractCase, Reference, Sender, CaseStep } from './case.ts';
import { UNIQUE } from './case.ts';
import { placed, UNKNOWN_CREDENTIAL } from './credential.ts';
import { curlOf, masked } from './curl.ts';
import type { CaseFailure } from './drift.ts';
import { mismatchOf } from './judge.ts';
import type { Answer, Worker, SentRequest } from './target.ts';
import { controlHeaders, controlUrl, resetWorld, send } from './target.ts';

/** What a case is run with. */
export interface RunOptions {
  readonly contract: Contract;
  readonly lane: Worker;
  /** Text that no other run of a case has. */
  readonly unique: string;
  /** @default a timer */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/**
 * Runs one case to its end, or to the first drift.
 *
 * @returns `undefined` if the server did as it must.
 */
export const runCase = async (
  { steps, operation: id }: ContractCase,
  options: RunOptions,
): Promise<CaseFailure | undefined> => {
  const { contract, lane } = options;
  await resetWorld(lane);
  const answers: Answer[] = [];
  for (const step of steps) {
    const operation = step.kind === 'call' ? operationOf(step.request, contract) : undefined;
    const sent =
      step.kind === 'call'
        ? callOf(step.request, contract.operation(id), answers, options)
        : controlCallOf(step, answers, lane);
    const drift = await attempt(sent, step, { operation, answers, ...options });
    if (drift) return drift;
  }
  return undefined;
};

const attempt = async (
  sent: SentRequest,
  step: CaseStep,
  {
    lane,
    operation,
    answers,
    wait = pause,
  }: RunOptions & { readonly operation: Operation | undefined; readonly answers: Answer[] },
): Promise<CaseFailure | undefined> => {
  const secrets = secretsOf(lane);
  const curl = curlOf(sent, secrets);
  const answer = await untilNotThrottled(step, () => sendOrFail(lane, sent), wait);
  if (typeof answer === 'string') return { expected: 'an answer', found: answer, curl };
  const fault = mismatchOf(answer, {
    expected: step.expected,
    operation,
    earlier: answers,
    isAlone: lane.control !== undefined,
  });
  answers.push(answer);
  return fault && { expected: fault.expected, found: masked(fault.found, secrets), curl };
};

/**
 * In reports, a variable stands for what was passed, in each form that it takes on the wire. The longest form comes first:
 * a shorter one may be a part of it.
 */
const secretsOf = ({ key = '', control }: Worker): ReadonlyMap<string, string> => {
  const forms = [
    [Buffer.from(key).toString('base64'), 'KEY_IN_BASE64'],
    [new URLSearchParams({ key }).toString().slice('key='.length), 'KEY'],
    [key, 'KEY'],
    [control?.token ?? '', 'CONTROL_TOKEN'],
  ] as const;
  return new Map(forms.filter(([secret]) => secret !== '').toSorted(([one], [other]) => other.length - one.length));
};

const sendOrFail = async (lane: Worker, sent: SentRequest): Promise<Answer | string> => {
  try {
    return await send(lane, sent);
  } catch (error) {
    const { message, cause } = error as Error;
    return `no answer: ${message}${cause instanceof Error ? ` (${cause.message})` : ''}`;
  }
};

/** How often, and how long at a time, a suite waits for a server that wants fewer requests. */
const MAX_WAITS = 3;
const MAX_WAIT_SECONDS = 65;

/** A server that throttles the suite has not failed the case, unless that is what the case is about. */
const untilNotThrottled = async (
  { expected }: CaseStep,
  ask: () => Promise<Answer | string>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<Answer | string> => {
  const isAwaited = Array.isArray(expected.status) && expected.status.includes(429);
  const mostWaits = isAwaited ? 0 : MAX_WAITS;
  let answer = await ask();
  for (let waited = 0; waited < mostWaits; waited += 1) {
    const seconds = secondsToWait(answer);
    if (seconds === undefined) break;
    await wait(seconds * 1000);
    answer = await ask();
  }
  return answer;
};

const secondsToWait = (answer: Answer | string): number | undefined => {
  if (typeof answer === 'string' || answer.status !== 429) return undefined;
  const seconds = Number(answer.headers['retry-after'] ?? 1);
  return seconds <= MAX_WAIT_SECONDS ? seconds : undefined;
};

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Judged is an answer by the operation that was called, which for an undeclared method is none. */
const operationOf = ({ method, target }: CaseRequest, contract: Contract): Operation | undefined => {
  const routed = contract.route(method, target.split('?', 1)[0] ?? '');
  return routed.kind === 'operation' ? routed.operation : undefined;
};

const callOf = (
  request: CaseRequest,
  operation: Operation | undefined,
  answers: readonly Answer[],
  { lane, unique }: RunOptions,
): SentRequest => {
  const credential = credentialOf(request.sender, answers, lane);
  const { headers, query } = operation ? placed(operation, credential) : { headers: {}, query: {} };
  const pairs = new URLSearchParams(query).toString();
  const separator = request.target.includes('?') ? '&' : '?';
  const own = Object.entries(request.headers).map(([name, value]) => [name, value.replaceAll(UNIQUE, unique)]);
  return {
    method: request.method,
    url: `${lane.base}${request.target}${pairs === '' ? '' : separator + pairs}`,
    headers: { ...(Object.fromEntries(own) as Record<string, string>), ...headers },
    ...(request.body !== undefined && { body: request.body }),
  };
};

const credentialOf = (sender: Sender, answers: readonly Answer[], { key }: Worker): string | undefined => {
  if (sender === 'nobody') return undefined;
  if (sender === 'stranger') return UNKNOWN_CREDENTIAL;
  return sender === 'key' ? key : textAt(sender, answers);
};

const textAt = ({ step, pointer }: Reference, answers: readonly Answer[]): string =>
  String(valueAt(answers[step]?.body, pointer));

const controlCallOf = (step: Extract<CaseStep, { kind: 'control' }>, answers: readonly Answer[], lane: Worker): SentRequest => ({
  method: step.method,
  url: controlUrl(lane, step.path),
  headers: {
    ...controlHeaders(lane),
    ...(step.bearer && { authorization: `Bearer ${textAt(step.bearer, answers)}` }),
  },
  body: JSON.stringify(step.body),
});
