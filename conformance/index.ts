/** Measures how the sandbox and two other mock servers conform to real OpenAPI documents. The referee shares no code with the sandbox. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '../bench/built.ts';
import type { Operation } from '../mock/index.ts';
import { loadDocument, readContract } from '../mock/index.ts';
import { SetUpError } from '../index.ts';
import type { CorpusDocument } from './documents.ts';
import { decompress } from './documents.ts';
import { inOrder } from './in-order.ts';
import type { Mass } from './mass.ts';
import { judgeMass } from './mass.ts';
import { readOptions } from './options.ts';
import type { Trial } from './over-http.ts';
import { refereesFor, tryServer } from './over-http.ts';
import { Referee } from './referee/referee.ts';
import type { Result } from './report.ts';
import { failuresOf, json, summaryOf, text } from './report.ts';
import { requestsTo } from './requests.ts';
import { SERVERS } from './servers/servers.ts';
import type { Tally } from './tally.ts';

const { documents, responses, operations, json: wantsJson } = readOptions();

const main = async (): Promise<Result> => {
  buildIfStale();
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const trials: Trial[] = [];
  const tallies: Tally[] = [];
  for (const document of documents) {
    const trial = await prepare(document, decompress(document, folder));
    trials.push(trial);
    for (const server of SERVERS) {
      const tally = await tryServer(server, trial);
      tallies.push(tally);
      console.error(summaryOf(tally));
    }
  }
  return { tallies, masses: await massesOf(trials) };
};

const prepare = async (document: CorpusDocument, file: string): Promise<Trial> => {
  const empty = { name: document.name, file, referees: new Map(), requests: [] };
  try {
    const source = await loadDocument(file);
    // The peers serve every document at the root, whatever its `servers` say.
    const contract = readContract(source, { basePath: '/' });
    const referees = refereesFor(contract, new Referee(source.root));
    const sampled = inOrder(evenly(contract.operations, operations));
    const requests = sampled.flatMap((operation) => {
      const referee = referees.get(operation);
      return referee ? requestsTo(contract, operation, referee) : [];
    });
    return { name: document.name, file, contract, referees, requests };
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    // Without requests, the other servers are only started.
    return { ...empty, contract: NO_CONTRACT };
  }
};

const NO_CONTRACT = { operations: [] } as unknown as Trial['contract'];

/** At most `max` items, evenly spread. */
const evenly = <Item>(items: readonly Item[], max: number): readonly Item[] =>
  items.filter(
    (_, index) => Math.floor((index * max) / items.length) !== Math.floor(((index - 1) * max) / items.length),
  );

/** The operations for which a request can be generated. */
const testable = ({ contract, referees }: Trial): readonly Operation[] =>
  contract.operations.filter((operation) => {
    const referee = referees.get(operation);
    return referee !== undefined && requestsTo(contract, operation, referee).length > 0;
  });

const massesOf = async (trials: readonly Trial[]): Promise<ReadonlyMap<string, Mass>> => {
  const masses = new Map<string, Mass>();
  const operationCount = trials.flatMap(testable).length;
  for (const trial of responses === 0 ? [] : trials) {
    console.error(`${trial.name}: ${trial.contract.operations.length} operations without a socket`);
    if (trial.contract.operations.length === 0) continue;
    masses.set(trial.name, await judgeMass(trial, Math.ceil(responses / operationCount)));
  }
  return masses;
};

const result = await main();
console.log(wantsJson ? json(result) : text(result));
process.exit(failuresOf(result).length > 0 ? 1 : 0);
