import type { Contract, Operation } from '../../mock/contract/index.ts';
import { valueAt } from '../../mock/contract/index.ts';
import type { CaseFailure } from './case-failure.ts';
import type { CaseRequest, CaseStep, ContractCase, Reference, Sender } from './case.ts';
import { UNIQUE } from './case.ts';
import { placeCredential, UNKNOWN_CREDENTIAL } from './credential.ts';
import { curlOf, mask } from './curl.ts';
import { mismatchOf } from './judge.ts';
import type { SentRequest, SuiteReply, Worker } from './target.ts';
import { controlHeaders, controlUrl, resetWorld, send } from './target.ts';

/** Options for one run of a case. */
export interface RunOptions {
  readonly contract: Contract;
  readonly worker: Worker;
  /** Text that no other run of a case has. */
  readonly unique: string;
  /** @default a timer */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/**
 * Runs one case until its end or its first failure.
 *
 * @returns `undefined` if the server passed.
 */
export const runCase = async (
  { steps, operation: id }: ContractCase,
  options: RunOptions,
): Promise<CaseFailure | undefined> => {
  const { contract, worker } = options;
  await resetWorld(worker);
  const replies: SuiteReply[] = [];
  for (const step of steps) {
    const operation = step.kind === 'call' ? operationOf(step.request, contract) : undefined;
    const sent =
      step.kind === 'call'
        ? callOf(step.request, contract.operation(id), replies, options)
        : controlCallOf(step, replies, worker);
    const failure = await attempt(sent, step, { operation, replies, ...options });
    if (failure) return failure;
  }
  return undefined;
};

const attempt = async (
  sent: SentRequest,
  step: CaseStep,
  {
    worker,
    operation,
    replies,
    wait = pause,
  }: RunOptions & { readonly operation: Operation | undefined; readonly replies: SuiteReply[] },
): Promise<CaseFailure | undefined> => {
  const secrets = secretsOf(worker);
  const curl = curlOf(sent, secrets);
  const reply = await retryThrottled(step, () => sendOrFail(worker, sent), wait);
  if (typeof reply === 'string') return { expected: 'a reply', found: reply, curl };
  const mismatch = mismatchOf(reply, {
    expected: step.expected,
    operation,
    earlier: replies,
    isAlone: worker.control !== undefined,
  });
  replies.push(reply);
  return mismatch && { expected: mismatch.expected, found: mask(mismatch.found, secrets), curl };
};

/**
 * The secrets to replace by variables in reports, in each form that they take on the wire. The longest form comes first, since it may
 * contain a shorter one.
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

const sendOrFail = async (worker: Worker, sent: SentRequest): Promise<SuiteReply | string> => {
  try {
    return await send(worker, sent);
  } catch (error) {
    const { message, cause } = error as Error;
    return `no reply: ${message}${cause instanceof Error ? ` (${cause.message})` : ''}`;
  }
};

/** How many times, and for how long at most, the suite waits when a server throttles it. */
const MAX_WAITS = 3;
const MAX_WAIT_SECONDS = 65;

/** Retries a throttled request, unless the case expects a 429. A server that throttles the suite has not failed the case. */
const retryThrottled = async (
  { expected }: CaseStep,
  request: () => Promise<SuiteReply | string>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<SuiteReply | string> => {
  const isExpected = Array.isArray(expected.status) && expected.status.includes(429);
  const maxWaits = isExpected ? 0 : MAX_WAITS;
  let reply = await request();
  for (let waits = 0; waits < maxWaits; waits += 1) {
    const seconds = secondsToWait(reply);
    if (seconds === undefined) break;
    await wait(seconds * 1000);
    reply = await request();
  }
  return reply;
};

const secondsToWait = (reply: SuiteReply | string): number | undefined => {
  if (typeof reply === 'string' || reply.status !== 429) return undefined;
  const seconds = Number(reply.headers['retry-after'] ?? 1);
  return seconds <= MAX_WAIT_SECONDS ? seconds : undefined;
};

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** The operation that the request calls, by which the reply is judged; none for an undeclared method. */
const operationOf = ({ method, target }: CaseRequest, contract: Contract): Operation | undefined => {
  const routed = contract.route(method, target.split('?', 1)[0] ?? '');
  return routed.kind === 'operation' ? routed.operation : undefined;
};

const callOf = (
  request: CaseRequest,
  operation: Operation | undefined,
  replies: readonly SuiteReply[],
  { worker, unique }: RunOptions,
): SentRequest => {
  const credential = credentialOf(request.sender, replies, worker);
  const { headers, query } = operation ? placeCredential(operation, credential) : { headers: {}, query: {} };
  const pairs = new URLSearchParams(query).toString();
  const separator = request.target.includes('?') ? '&' : '?';
  const ownHeaders = Object.entries(request.headers).map(([name, value]) => [name, value.replaceAll(UNIQUE, unique)]);
  return {
    method: request.method,
    url: `${worker.base}${request.target}${pairs === '' ? '' : separator + pairs}`,
    headers: { ...(Object.fromEntries(ownHeaders) as Record<string, string>), ...headers },
    ...(request.body !== undefined && { body: request.body }),
  };
};

const credentialOf = (sender: Sender, replies: readonly SuiteReply[], { key }: Worker): string | undefined => {
  if (sender === 'anonymous') return undefined;
  if (sender === 'unknown') return UNKNOWN_CREDENTIAL;
  return sender === 'key' ? key : textAt(sender, replies);
};

const textAt = ({ step, pointer }: Reference, replies: readonly SuiteReply[]): string =>
  String(valueAt(replies[step]?.body, pointer));

const controlCallOf = (
  step: Extract<CaseStep, { kind: 'control' }>,
  replies: readonly SuiteReply[],
  worker: Worker,
): SentRequest => ({
  method: step.method,
  url: controlUrl(worker, step.path),
  headers: {
    ...controlHeaders(worker),
    ...(step.bearer && { authorization: `Bearer ${textAt(step.bearer, replies)}` }),
  },
  body: JSON.stringify(step.body),
});
