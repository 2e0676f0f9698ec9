import type { Sandbox } from '../index.ts';
import type { Operation } from '../mock/contract/index.ts';
import { generateValue, isJson } from '../mock/contract/index.ts';
import { parseBody } from '../mock/http/in/parse-body.ts';
import { compose, readSettings } from '../server/compose.ts';
import type { Values } from '../suite/contract/sample.ts';
import { inOrder } from './in-order.ts';
import type { Trial } from './over-http.ts';
import type { OperationReferee, WireResponse } from './referee/referee.ts';
import type { Kind, TestRequest } from './requests.ts';
import { requestsTo } from './requests.ts';
import type { Count } from './tally.ts';
import { Misses } from './tally.ts';
import { violationsOf } from './verdicts.ts';

export interface Mass {
  readonly fitting: Count;
  readonly misses: Misses;
}

/** Sends `perOperation` requests for each operation to our sandbox, without a socket: with varying bodies, worlds and declared statuses. */
export const judgeMass = async ({ file, contract, referees }: Trial, perOperation: number): Promise<Mass> => {
  const settings = readSettings({ basePath: '/', scenarios: { throttling: { planLimits: NO_LIMITS } } }, 'conformance');
  const sandbox = await compose(file, settings, { onNotice: () => {}, onBug: (bug) => console.error(bug) });
  const fitting = { good: 0, of: 0 };
  const misses = new Misses();
  for (const operation of inOrder(contract.operations)) {
    const referee = referees.get(operation) as OperationReferee;
    const requests = variations(contract, operation, referee);
    for (let turn = 0; turn < perOperation; turn += 1) {
      const request = requests[turn % requests.length];
      if (request === undefined) break;
      const preference = preferenceFor(turn, request.kind, referee.declared);
      const response = await responseOf(sandbox, `w${turn}`, request, preference);
      const problems = violationsOf(request.kind, response, referee);
      fitting.of += 1;
      if (problems.length === 0) fitting.good += 1;
      for (const problem of problems)
        misses.add(problem, `${operation.id} ${request.title} ${preference ?? ''} w${turn}`);
    }
  }
  return { fitting, misses };
};

const NO_LIMITS = { production: 1_000_000_000, demo: 1_000_000_000, default: 1_000_000_000 };

/** Valid requests with several bodies, and the invalid requests made from the first body. */
const variations = (
  contract: Trial['contract'],
  operation: Operation,
  referee: OperationReferee,
): readonly TestRequest[] => {
  const bodies = BODY_SEEDS.flatMap((seed) => valuesFor(operation, seed));
  const first = requestsTo(contract, operation, referee);
  const others = bodies.flatMap((values) =>
    requestsTo(contract, operation, referee, values).filter(({ kind }) => kind === 'valid'),
  );
  return [...first, ...others];
};

const BODY_SEEDS = [1009, 2003, 3001];

const valuesFor = ({ document, requestBody }: Operation, seed: number): readonly Values[] => {
  const media = requestBody?.content.find(({ mediaType }) => isJson(mediaType));
  if (media?.schemaPointer === undefined) return [];
  const { schemaPointer, validate } = media;
  const generated = generateValue({ document, schemaPointer, validate, direction: 'request' }, seed);
  return generated ? [{ body: generated.value }] : [];
};

/** Two of three requests ask for generated values, and half of those also for a declared status. */
const preferenceFor = (turn: number, kind: Kind, declared: readonly string[]): string | undefined => {
  if (kind !== 'valid' || turn % 3 === 0) return undefined;
  const statuses = declared.filter((status) => /^[2-5]\d\d$/.test(status));
  const status = turn % 3 === 1 ? statuses[turn % statuses.length] : undefined;
  return status === undefined ? 'dynamic=true' : `code=${status}, dynamic=true`;
};

const responseOf = async (
  sandbox: Sandbox,
  world: string,
  { wireRequest }: TestRequest,
  preference: string | undefined,
): Promise<WireResponse> => {
  const headers = new Map(Object.entries(wireRequest.headers).map(([name, value]) => [name, [value]]));
  if (preference !== undefined) headers.set('prefer', [preference]);
  const bytes = wireRequest.body === undefined ? undefined : Buffer.from(wireRequest.body);
  const body = await parseBody(bytes, headers.get('content-type') ?? []);
  const request = {
    method: wireRequest.method,
    target: wireRequest.target,
    headers,
    body,
    baseUrl: 'http://sandbox.test',
  };
  const handled = sandbox.handle(world, request, START);
  if ('kind' in handled) throw new Error('A reply came from an upstream, but none is configured.');
  const { reply, payload, sent } = handled;
  sent();
  return { status: reply.status, headers: reply.headers, body: payload ?? '' };
};

const START = Date.UTC(2026, 0, 1);
