import { parseBody } from '../mock/http/in/parse-body.ts';
import type { Sandbox } from '../index.ts';
import { compose, readSettings } from '../server/compose.ts';
import type { Operation } from '../mock/contract/index.ts';
import { generateValue, isJson } from '../mock/contract/index.ts';
import type { Values } from '../suite/contract/sample.ts';
import { inOrder } from './in-order.ts';
import type { Trial } from './over-http.ts';
import type { Answer, OperationReferee } from './referee/referee.ts';
import type { Kind, TestRequest } from './requests.ts';
import { requestsTo } from './requests.ts';
import type { Count } from './tally.ts';
import { Misses } from './tally.ts';
import { faultsOf } from './verdicts.ts';

export interface Mass {
  readonly fitting: Count;
  readonly misses: Misses;
}

/** Asks our sandbox without a socket, `perOperation` times each operation: other bodies, other worlds, every declared status. */
export const judgeMass = async ({ file, contract, referees }: Trial, perOperation: number): Promise<Mass> => {
  const settings = readSettings({ basePath: '/', scenarios: { throttling: { planLimits: NO_LIMITS } } }, 'conformance');
  const sandbox = await compose(file, settings, { onNotice: () => {}, onBug: (bug) => console.error(bug) });
  const counted = { good: 0, of: 0 };
  const misses = new Misses();
  for (const operation of inOrder(contract.operations)) {
    const referee = referees.get(operation) as OperationReferee;
    const requests = variations(contract, operation, referee);
    for (let turn = 0; turn < perOperation; turn += 1) {
      const request = requests[turn % requests.length];
      if (request === undefined) break;
      const wish = wishFor(turn, request.kind, referee.declared);
      const answer = await answerOf(sandbox, `w${turn}`, request, wish);
      const problems = faultsOf(request.kind, answer, referee);
      counted.of += 1;
      if (problems.length === 0) counted.good += 1;
      for (const problem of problems) misses.add(problem, `${operation.id} ${request.title} ${wish ?? ''} w${turn}`);
    }
  }
  return { fitting: counted, misses };
};

const NO_LIMITS = { production: 1_000_000_000, demo: 1_000_000_000, default: 1_000_000_000 };

/** Valid requests with several bodies, and the invalid ones of the first. */
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
  const made = generateValue({ document, schemaPointer, validate, direction: 'request' }, seed);
  return made ? [{ body: made.value }] : [];
};

/** Two of three take generated values, and every other of those a status that is declared. */
const wishFor = (turn: number, kind: Kind, declared: readonly string[]): string | undefined => {
  if (kind !== 'valid' || turn % 3 === 0) return undefined;
  const statuses = declared.filter((status) => /^[2-5]\d\d$/.test(status));
  const status = turn % 3 === 1 ? statuses[turn % statuses.length] : undefined;
  return status === undefined ? 'dynamic=true' : `code=${status}, dynamic=true`;
};

const answerOf = async (
  sandbox: Sandbox,
  world: string,
  { asked }: TestRequest,
  wish: string | undefined,
): Promise<Answer> => {
  const headers = new Map(Object.entries(asked.headers).map(([name, value]) => [name, [value]]));
  if (wish !== undefined) headers.set('prefer', [wish]);
  const bytes = asked.body === undefined ? undefined : Buffer.from(asked.body);
  const body = await parseBody(bytes, headers.get('content-type') ?? []);
  const request = { method: asked.method, target: asked.target, headers, body, baseUrl: 'http://sandbox.test' };
  const handled = sandbox.handle(world, request, START);
  if ('kind' in handled) throw new Error('No upstream was named.');
  const { reply, payload, sent } = handled;
  sent();
  return { status: reply.status, headers: reply.headers, body: payload ?? '' };
};

const START = Date.UTC(2026, 0, 1);
