/** How the sandbox keeps to real OpenAPI documents, beside two other mock servers; judged by a validator that shares nothing with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '../bench/built.ts';
import type { Operation } from '../index.ts';
import { loadDocument, readContract, SetUpError } from '../index.ts';
import type { CorpusDocument } from './documents.ts';
import { unpacked } from './documents.ts';
import type { Mass } from './mass.ts';
import { inOrder } from './in-order.ts';
import { judgeMass } from './mass.ts';
import { readOptions } from './options.ts';
import type { Trial } from './over-http.ts';
import { refereesFor, tryServer } from './over-http.ts';
import { Referee } from './referee/referee.ts';
import type { Result } from './report.ts';
import { faultsOf, json, summaryOf, text } from './report.ts';
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
    const trial = await prepare(document, unpacked(document, folder));
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
  const nothing = { name: document.name, file, referees: new Map(), requests: [] };
  try {
    const source = await loadDocument(file);
    // The peers serve every document at the root, wherever its servers lie.
    const contract = readContract(source, { basePath: '/' });
    const referees = refereesFor(contract, new Referee(source.root));
    const asked = inOrder(evenly(contract.operations, operations));
    const requests = asked.flatMap((operation) => {
      const referee = referees.get(operation);
      return referee ? requestsTo(contract, operation, referee) : [];
    });
    return { name: document.name, file, contract, referees, requests };
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    // Without requests the other servers are only started.
    return { ...nothing, contract: NO_CONTRACT };
  }
};

const NO_CONTRACT = { operations: [] } as unknown as Trial['contract'];

const evenly = <Item>(items: readonly Item[], most: number): readonly Item[] =>
  items.filter(
    (_, index) => Math.floor((index * most) / items.length) !== Math.floor(((index - 1) * most) / items.length),
  );

/** The operations that a request can be made for. */
const askable = ({ contract, referees }: Trial): readonly Operation[] =>
  contract.operations.filter((operation) => {
    const referee = referees.get(operation);
    return referee !== undefined && requestsTo(contract, operation, referee).length > 0;
  });

const massesOf = async (trials: readonly Trial[]): Promise<ReadonlyMap<string, Mass>> => {
  const masses = new Map<string, Mass>();
  const all = trials.flatMap(askable).length;
  for (const trial of responses === 0 ? [] : trials) {
    console.error(`${trial.name}: ${trial.contract.operations.length} operations without a socket`);
    if (trial.contract.operations.length === 0) continue;
    masses.set(trial.name, await judgeMass(trial, Math.ceil(responses / all)));
  }
  return masses;
};

const result = await main();
console.log(wantsJson ? json(result) : text(result));
process.exit(faultsOf(result).length > 0 ? 1 : 0);
