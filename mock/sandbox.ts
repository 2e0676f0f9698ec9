import type { ReloadResult } from './control/control-context.ts';
import type { Operation } from './contract/operations/operation.ts';
import type { Routed } from './contract/operations/route.ts';
import { coverageHitOf } from './observe/coverage-hit.ts';
import { Goals } from './observe/coverage-goals.ts';
import { execute } from './request-path/execute.ts';
import type { RequestEngine } from './request-path/decide.ts';
import type { Decision } from './state/decision.ts';
import type { Exchange } from './exchange.ts';
import type { Instant } from './state/instant.ts';
import type { Reply } from './reply.ts';
import type { SandboxRequest } from './request.ts';
import { ANONYMOUS } from './caller.ts';
import { pathOf } from './request.ts';
import type { Trace } from './observe/trace.ts';
import type { FinishedReply } from './request-path/finish-reply.ts';
import { finish, finishForwarded } from './request-path/finish-reply.ts';
import type { EntryParts } from './observe/journal.ts';
import { SharedJournalLimit } from './observe/shared-journal-limit.ts';
import { entryOf, Journal } from './observe/journal.ts';
import { jobHandlerFor } from './outbox/delivery-job.ts';
import type { Unrouted } from './request-path/unrouted.ts';
import { unroutedReply } from './request-path/unrouted.ts';
import type { RefusalDetails, RefusalKind, Refuse } from './refusal.ts';
import { createRefuse } from './request-path/create-refuse.ts';
import { requestIdField } from './request-path/request-id-field.ts';
import type { SandboxOptions } from './request-path/sandbox-options.ts';
import { DEFAULT_RESOURCES } from './resources/resource-settings.ts';
import { fitsContract } from './resources/fits-contract.ts';
import { Resources } from './resources/resources.ts';
import { stagesWith } from './stages/index.ts';
import { instantOf, readClock } from './state/clock.ts';
import { withCounter } from './state/counters.ts';
import { Draft } from './world/draft.ts';
import type { Random } from './state/random.ts';
import { RequestIds } from './state/request-ids.ts';
import type { AppliedChange } from './state/records.ts';
import type { CompletedJob } from './state/schedule.ts';
import { runDueJobs } from './world/run-due-jobs.ts';
import { World } from './world/world.ts';
import { Worlds } from './world/worlds.ts';
import { DriftReporter } from './upstream/drift-reporter.ts';
import type { Inputs, UpstreamNeed } from './request-path/pending-request.ts';
import type { UpstreamAnswer } from './upstream/upstream.ts';

type RoutedOperation = Extract<Routed, { kind: 'operation' }>;

const engineFrom = (options: SandboxOptions): RequestEngine => ({
  ...options,
  resources: new Resources(options.contract.operations, options.resources ?? DEFAULT_RESOURCES),
  stages: stagesWith(options.scenarios, options.upstream),
});

/** A request that is about to be decided: for the first time, or again with the answer that it needed. */
interface StartedRequest {
  readonly need: Pick<UpstreamNeed, 'pending'>;
  readonly answer?: UpstreamAnswer;
}

/**
 * Contract, pack and scenarios put together: requests in, replies out.
 *
 * Synchronous on purpose: two requests to a world can never interleave, so one of a thousand that redeem a token at the same time
 * wins.
 */
export class Sandbox {
  readonly worlds: Worlds;
  /** Told by whoever reads contract and settings anew. */
  lastReload: ReloadResult | undefined;
  /** Reads contract and settings anew, and tells in {@link lastReload} how it went. Absent: whoever started the sandbox cannot. */
  reload: (() => Promise<void>) | undefined;
  #options: SandboxOptions;
  #engine: RequestEngine;
  #goals: Goals;
  readonly #journalRoom: SharedJournalLimit;
  readonly #driftKinds: DriftReporter;
  /** Of requests that have no world. No world has an empty name, so these ids are never a world's. */
  readonly #idsOutside: RequestIds;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#journalRoom = new SharedJournalLimit(options.bounds.sharedJournalBytes);
    this.#driftKinds = new DriftReporter((text) => options.onNotice?.(text));
    this.#idsOutside = new RequestIds(options.seed, '');
    this.#engine = engineFrom(options);
    this.#goals = new Goals(this.#engine);
    this.worlds = new Worlds({
      max: options.bounds.worlds,
      create: (name) => this.#createWorld(name),
      onDrop: (name) => options.onNotice?.(`The world ${name} was dropped: it was idle, and there were too many.`),
    });
  }

  get engine(): RequestEngine {
    return this.#engine;
  }

  /** What clients' tests can exercise. */
  get goals(): Goals {
    return this.#goals;
  }

  /**
   * Goes on with another contract, pack or settings, between two requests. Worlds keep their clocks, journals and what they remember, as
   * far as it still fits; seed and bounds stay as they were.
   *
   * @returns What did not fit, a sentence for each world and collection.
   */
  replace(options: Omit<SandboxOptions, 'seed' | 'bounds'>, wall: Instant): readonly string[] {
    this.#options = { ...this.#options, ...options };
    this.#engine = engineFrom(this.#options);
    this.#goals = new Goals(this.#engine);
    const fits = fitsContract(this.#engine);
    return this.worlds
      .all()
      .flatMap((world) =>
        [...world.retain(fits, this.now(world, wall))].map(
          ([collection, count]) =>
            `The world ${world.name} let go of ${count} in ${collection}: the contract has no place for them.`,
        ),
      );
  }

  /**
   * Answers one request in a world, and applies what it changes; or says what it needs first from outside, and does nothing.
   *
   * @param wall What the clock on the wall shows.
   * @param inputs What was needed, when the same request is handled again.
   */
  handle(worldName: string, request: SandboxRequest, wall: Instant, inputs: Inputs = {}): FinishedReply | UpstreamNeed {
    const { contract } = inputs.upstream?.need.pending.engine ?? this.engine;
    const routed = contract.route(request.method, pathOf(request));
    if (routed.kind !== 'operation') return this.#outside(worldName, request, routed, wall);
    const world = this.worlds.open(worldName, wall);
    if (world) return this.#inside(world, request, routed, inputs.upstream ?? this.#begin(world, wall));
    return this.refuseUnrouted(request.baseUrl, wall, 'too_many_worlds', TOO_MANY_WORLDS);
  }

  /** Refuses a request that has no world to be remembered in. */
  refuseUnrouted(
    baseUrl: string,
    wall: Instant,
    kind: RefusalKind,
    detail: string,
    details: RefusalDetails = {},
  ): FinishedReply {
    const reply = this.refuserAt(baseUrl, wall)(kind, detail, details);
    return { ...this.#finish(reply, this.#requestId(undefined), wall), sent: NOOP };
  }

  /** Refuses outside any operation. */
  refuserAt(baseUrl: string, now: Instant, trace?: Trace): Refuse {
    const { errorFormat } = this.engine.pack;
    return createRefuse({ errorFormat, now, baseUrl, ...(trace && { trace }) });
  }

  /** The world's time. */
  now(world: World, wall: Instant): Instant {
    return instantOf(readClock(new Draft(world, 0)), wall);
  }

  /** Tells the operator of a bug that no request can be answered with. */
  reportBug(error: unknown): void {
    this.#options.onBug?.(error);
  }

  /** Carries out what is due in a world. */
  runDueJobs(world: World, now: Instant): readonly CompletedJob[] {
    return runDueJobs(world, now, (job, records) => {
      const handler = jobHandlerFor(this.engine.pack, job.kind);
      if (handler === undefined) throw new Error(`Nobody knows how to carry out "${job.kind}".`);
      return handler({ job, records });
    });
  }

  /** Applies a decision that was made outside the pipeline, and what it drew. */
  commit(world: World, decision: Decision, random: Random, operation: string, now: Instant): readonly AppliedChange[] {
    const draft = new Draft(world, now);
    draft.add(decision);
    return world.apply(withCounter(draft.changes, random, operation), now);
  }

  #createWorld(name: string): World {
    const { seed, bounds, pack } = this.#options;
    const journal = new Journal(bounds.journal, this.#journalRoom);
    return new World({ name, seed, initialChanges: pack.seed, recordsPerCollection: bounds.records, journal });
  }

  /** 404, 405 and plain OPTIONS. They open no world, but one that is open remembers them. */
  #outside(worldName: string, request: SandboxRequest, routed: Unrouted, wall: Instant): FinishedReply {
    const world = this.worlds.find(worldName);
    const now = world ? this.now(world, wall) : wall;
    const trace: Trace = { path: [{ stage: 'route', verdict: 'answered' }] };
    const reply = this.#page(request) ?? unroutedReply(request, routed, this.refuserAt(request.baseUrl, now, trace));
    const id = this.#requestId(world);
    const finished = this.#finish(reply, id, now);
    world?.journal.add(entryOf({ id, at: now, request, trace, settled: [], changes: [], ...finished }));
    world?.coverage.countUnrouted();
    return { ...finished, sent: NOOP };
  }

  #page(request: SandboxRequest): Reply | undefined {
    const page = SAFE_METHODS.has(request.method) ? this.engine.pack.pages.get(pathOf(request)) : undefined;
    return page && { status: 200, headers: { 'content-type': 'application/json' }, body: page(request.baseUrl) };
  }

  #begin(world: World, wall: Instant): StartedRequest {
    const at = this.now(world, wall);
    const settled = this.runDueJobs(world, at);
    return { need: { pending: { id: this.#requestId(world), at, settled, engine: this.engine } } };
  }

  #inside(
    world: World,
    request: SandboxRequest,
    { operation, pathParameters }: RoutedOperation,
    { need: { pending }, answer }: StartedRequest,
  ): FinishedReply | UpstreamNeed {
    const { at: now, settled, forced } = pending;
    // A world that was reset since begins its ids anew, and another request may have this one.
    const id = world.journal.find(pending.id) ? this.#requestId(world) : pending.id;
    const trace: Trace = { path: [] };
    const exchange: Exchange = {
      id,
      request,
      operation,
      pathParameters,
      now,
      caller: ANONYMOUS,
      ...(forced && { forced }),
    };
    const onBug = (error: unknown): void => this.reportBug(error);
    const refuse = this.refuserAt(request.baseUrl, now, trace);
    const carried = execute({ world, exchange, trace, pending, answer, refuse, onBug });
    if ('kind' in carried) return carried;
    const { reply, changes } = carried;
    world.coverage.count(coverageHitOf(this.goals.of(operation), exchange, reply, trace));
    this.#driftKinds.report(operation.id, trace.drift ?? []);
    const finished = trace.drift
      ? finishForwarded(reply, this.engine.pack.errorFormat.requestIdHeader, id)
      : this.#finish(reply, id, now, operation);
    const entry: EntryParts = {
      id,
      at: now,
      operation: operation.id,
      request,
      trace,
      settled,
      changes,
      ...finished,
    };
    world.journal.add(entryOf(entry));
    return { ...finished, sent: trackInFlight(world, id, reply) };
  }

  #requestId(world: World | undefined): string {
    return this.engine.pack.errorFormat.requestIdPrefix + (world?.requestIds ?? this.#idsOutside).next();
  }

  #finish(reply: Reply, id: string, now: Instant, operation?: Operation): Omit<FinishedReply, 'sent'> {
    const { requestIdHeader } = this.engine.pack.errorFormat;
    return finish(reply, requestIdField(requestIdHeader, id, operation, reply.status), now);
  }
}

const TOO_MANY_WORLDS = 'Every world is in use. Use fewer, or raise worlds.most in the settings.';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

const NOOP = (): void => {};

/** A request whose reply is held back is in flight until the shell says that it was sent. */
const trackInFlight = (world: World, id: string, { delayMs }: Reply): (() => void) => {
  if (delayMs === undefined) return NOOP;
  world.inFlight.add(id);
  return () => void world.inFlight.delete(id);
};
