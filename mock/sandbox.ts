import { ANONYMOUS } from './caller.ts';
import type { Operation } from './contract/operations/operation.ts';
import type { Routed } from './contract/operations/route.ts';
import type { Exchange } from './exchange.ts';
import { Goals } from './observe/coverage/coverage-goals.ts';
import { coverageHitOf } from './observe/coverage/coverage-hit.ts';
import { Journal } from './observe/journal.ts';
import { SharedJournalLimit } from './observe/shared-journal-limit.ts';
import type { Trace } from './observe/trace.ts';
import type { RefusalDetails, RefusalKind, Refuse } from './refusal.ts';
import type { Reply } from './reply.ts';
import { createRefuse } from './request-path/create-refuse.ts';
import type { RequestEngine } from './request-path/decide.ts';
import { execute } from './request-path/execute.ts';
import type { FinishedReply } from './request-path/finish-reply.ts';
import { finish, finishForwarded } from './request-path/finish-reply.ts';
import type { Inputs, UpstreamNeed } from './request-path/pending-request.ts';
import { requestIdField } from './request-path/request-id-field.ts';
import type { SandboxOptions } from './request-path/sandbox-options.ts';
import type { Unrouted } from './request-path/unrouted.ts';
import { unroutedReply } from './request-path/unrouted.ts';
import type { SandboxRequest } from './request.ts';
import { pathOf } from './request.ts';
import { fitsContract } from './resources/fits-contract.ts';
import { DEFAULT_RESOURCES } from './resources/resource-settings.ts';
import { Resources } from './resources/resources.ts';
import type { ReloadResult } from './settings/reload-result.ts';
import { stagesWith } from './stages/index.ts';
import { instantOf, readClock } from './state/clock.ts';
import { withCounter } from './state/counters.ts';
import type { Decision } from './state/decision.ts';
import type { Instant } from './state/instant.ts';
import type { Random } from './state/random.ts';
import type { AppliedChange } from './state/records.ts';
import { RequestIds } from './state/request-ids.ts';
import type { CompletedJob } from './state/schedule.ts';
import { DriftReporter } from './upstream/drift-reporter.ts';
import type { UpstreamAnswer } from './upstream/upstream.ts';
import { jobHandlerFor } from './world/delivery-job.ts';
import { Draft } from './world/draft.ts';
import { runDueJobs } from './world/run-due-jobs.ts';
import { World } from './world/world.ts';
import { TOO_MANY_WORLDS, Worlds } from './world/worlds.ts';

type RoutedOperation = Extract<Routed, { kind: 'operation' }>;

const engineFrom = (options: SandboxOptions): RequestEngine => ({
  ...options,
  resources: new Resources(options.contract.operations, options.resources ?? DEFAULT_RESOURCES),
  stages: stagesWith(options.scenarios, options.upstream),
});

/** A request that is about to be decided: for the first time, or again with the upstream's answer. */
interface StartedRequest {
  readonly need: Pick<UpstreamNeed, 'pending'>;
  readonly answer?: UpstreamAnswer;
}

/**
 * Combines contract, pack and scenarios, and turns requests into replies.
 *
 * Synchronous, so that two requests to a world never interleave: of a thousand requests that redeem one token at once, exactly one succeeds.
 */
export class Sandbox {
  readonly worlds: Worlds;
  /** Set by the server after each reload. */
  lastReload: ReloadResult | undefined;
  /** Reloads contract and settings, and sets {@link lastReload}. Absent: the sandbox cannot be reloaded. */
  reload: (() => Promise<void>) | undefined;
  #options: SandboxOptions;
  #engine: RequestEngine;
  #goals: Goals;
  readonly #journalLimit: SharedJournalLimit;
  readonly #driftReporter: DriftReporter;
  /** For requests that have no world. No world has an empty name, so these ids differ from every world's. */
  readonly #unroutedIds: RequestIds;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#journalLimit = new SharedJournalLimit(options.bounds.sharedJournalBytes);
    this.#driftReporter = new DriftReporter((text) => options.onNotice?.(text));
    this.#unroutedIds = new RequestIds(options.seed, '');
    this.#engine = engineFrom(options);
    this.#goals = new Goals(this.#engine);
    this.worlds = new Worlds({
      max: options.bounds.worlds,
      create: (name) => this.#createWorld(name),
      onDrop: (name) =>
        options.onNotice?.(`World ${name} was dropped: the limit of worlds was reached, and it was idle.`),
    });
  }

  get engine(): RequestEngine {
    return this.#engine;
  }

  /** What the tests of a client can cover. */
  get goals(): Goals {
    return this.#goals;
  }

  /**
   * Replaces contract, pack or settings between two requests. Worlds keep their clocks, journals and the records that still fit. Seed and
   * bounds do not change.
   *
   * @returns One sentence for each world and collection that lost records.
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
            `World ${world.name}: removed ${count} record(s) of ${collection}, because the new contract has no such resource or operation.`,
        ),
      );
  }

  /**
   * Answers one request in a world, and applies its changes; or returns the upstream request that is needed first, without applying the request's own changes.
   *
   * @param wall The wall clock's time.
   * @param inputs The upstream's answer, when the same request is handled again.
   */
  handle(worldName: string, request: SandboxRequest, wall: Instant, inputs: Inputs = {}): FinishedReply | UpstreamNeed {
    const { contract } = inputs.upstream?.need.pending.engine ?? this.engine;
    const routed = contract.route(request.method, pathOf(request));
    if (routed.kind !== 'operation') return this.#handleUnrouted(worldName, request, routed, wall);
    const world = this.worlds.open(worldName, wall);
    if (world) return this.#handleOperation(world, request, routed, inputs.upstream ?? this.#start(world, wall));
    return this.refuseUnrouted(request.baseUrl, wall, 'too_many_worlds', TOO_MANY_WORLDS);
  }

  /** Refuses a request that belongs to no world, so that it appears in no journal. */
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

  /** A `Refuse` that is bound to no operation. */
  refuserAt(baseUrl: string, now: Instant, trace?: Trace): Refuse {
    const { errorFormat } = this.engine.pack;
    return createRefuse({ errorFormat, now, baseUrl, ...(trace && { trace }) });
  }

  /** The world's time. */
  now(world: World, wall: Instant): Instant {
    return instantOf(readClock(new Draft(world, 0)), wall);
  }

  /** Reports a bug to the host. */
  reportBug(error: unknown): void {
    this.#options.onBug?.(error);
  }

  /** Runs the jobs of a world that are due. */
  runDueJobs(world: World, now: Instant): readonly CompletedJob[] {
    return runDueJobs(world, now, (job, records) => {
      const handler = jobHandlerFor(this.engine.pack, job.kind);
      if (handler === undefined) throw new Error(`There is no handler for jobs of kind "${job.kind}".`);
      return handler({ job, due: job, records });
    });
  }

  /** Applies a decision that was made outside the pipeline, and counts the random values that it took. */
  commit(world: World, decision: Decision, random: Random, operation: string, now: Instant): readonly AppliedChange[] {
    const draft = new Draft(world, now);
    draft.add(decision);
    return world.apply(withCounter(draft.changes, random, operation), now);
  }

  #createWorld(name: string): World {
    const { seed, bounds, pack } = this.#options;
    const journal = new Journal(bounds.journal, this.#journalLimit);
    return new World({ name, seed, initialChanges: pack.seed, recordsPerCollection: bounds.records, journal });
  }

  /** 404, 405 and plain OPTIONS. They open no world, and are journaled only if theirs is open. */
  #handleUnrouted(worldName: string, request: SandboxRequest, routed: Unrouted, wall: Instant): FinishedReply {
    const world = this.worlds.find(worldName);
    const now = world ? this.now(world, wall) : wall;
    const trace: Trace = { path: [{ stage: 'route', verdict: 'answered' }] };
    const reply = this.#page(request) ?? unroutedReply(request, routed, this.refuserAt(request.baseUrl, now, trace));
    const id = this.#requestId(world);
    const finished = this.#finish(reply, id, now);
    world?.journal.add({ id, at: now, request, trace, settled: [], changes: [], ...finished });
    world?.coverage.countUnrouted();
    return { ...finished, sent: NOOP };
  }

  #page(request: SandboxRequest): Reply | undefined {
    const page = SAFE_METHODS.has(request.method) ? this.engine.pack.pages.get(pathOf(request)) : undefined;
    return page && { status: 200, headers: { 'content-type': 'application/json' }, body: page(request.baseUrl) };
  }

  #start(world: World, wall: Instant): StartedRequest {
    const at = this.now(world, wall);
    const settled = this.runDueJobs(world, at);
    return { need: { pending: { id: this.#requestId(world), at, settled, engine: this.engine } } };
  }

  #handleOperation(
    world: World,
    request: SandboxRequest,
    { operation, pathParameters }: RoutedOperation,
    { need: { pending }, answer }: StartedRequest,
  ): FinishedReply | UpstreamNeed {
    const { at: now, settled, forced } = pending;
    // If the world has been reset since then, its ids have restarted, and another request may have this one.
    const id = answer && world.journal.find(pending.id) ? this.#requestId(world) : pending.id;
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
    const executed = execute({ world, exchange, trace, pending, answer, refuse, onBug });
    if ('kind' in executed) return executed;
    const { reply, changes } = executed;
    world.coverage.count(coverageHitOf(this.goals.of(operation), exchange, reply, trace));
    this.#driftReporter.report(operation.id, trace.drift ?? []);
    const finished = trace.drift
      ? finishForwarded(reply, this.engine.pack.errorFormat.requestIdHeader, id)
      : this.#finish(reply, id, now, operation);
    world.journal.add({ id, at: now, operation: operation.id, request, trace, settled, changes, ...finished });
    return { ...finished, sent: trackInFlight(world, id, reply) };
  }

  #requestId(world: World | undefined): string {
    return this.engine.pack.errorFormat.requestIdPrefix + (world?.requestIds ?? this.#unroutedIds).next();
  }

  #finish(reply: Reply, id: string, now: Instant, operation?: Operation): Omit<FinishedReply, 'sent'> {
    const { requestIdHeader } = this.engine.pack.errorFormat;
    return finish(reply, requestIdField(requestIdHeader, id, operation, reply.status), now);
  }
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

const NOOP = (): void => {};

/** A request with a delayed reply is in flight until the shell has sent the reply. */
const trackInFlight = (world: World, id: string, { delayMs }: Reply): (() => void) => {
  if (delayMs === undefined) return NOOP;
  world.inFlight.add(id);
  return () => void world.inFlight.delete(id);
};
