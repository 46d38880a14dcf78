import { createHash } from 'node:crypto';
import type { GatherContext, SignInRequest, SignIns } from '../define-collector.ts';
import { type Budget, type BudgetSize, createBudget } from './budget.ts';
import { createGate } from './create-gate.ts';
import { LimitedMap } from './limited-map.ts';

export interface SharedSignInsOptions {
  /** Calls for one client. */
  perClient: BudgetSize;
  /** Calls for all clients of one site, where a client is one of many that may be the same stranger. */
  perSite: BudgetSize;
  /** Calls of the whole instance. */
  perInstance: BudgetSize;
  /** Milliseconds. */
  now?: () => number;
}

/** The sign-ins of all verifications of a server. */
export interface SharedSignIns {
  /** Those of one client, by the name that the server tells its clients apart by, and of its site. */
  of(client: string, site?: string): SignIns;
}

/** Who is forgotten has a full budget again; that of the instance holds all the same. */
const rememberedClients = 10_000;
const rememberedFailures = 10_000;

/** How long what failed is tried less often, in milliseconds. */
const rememberedMs = 120_000;

/**
 * How many wait for their first answer at the same time. Those that got one wait for what they want
 * to sign in to, and keep nobody else from asking.
 */
const mostUnanswered = 32;

/**
 * How long nobody asks after the cloud took no more calls, in milliseconds: about as long as its own
 * libraries wait before they try once more.
 */
const throttledMs = 2_000;

interface UnderWay {
  session: Promise<unknown>;
  waiting: Set<GatherContext['waiting']>;
  /** What was said last, and until when it holds, for those who come later. */
  said?: { message: string; until: number };
  stop: AbortController;
}

/**
 * Keeps a server from asking a cloud more than it should: verifications that sign in alike at the
 * same time share one sign-in, what just failed is tried less often, and calls have a budget. What
 * the cloud says of the caller is the same for all: when it takes no more calls, those who have not
 * asked yet are told so, and do not ask.
 *
 * All of this depends on whether a sign-in opened, failed or was lost, and on nothing else that the
 * cloud answered: a failure costs the same whatever its cause. Else the budget would tell strangers
 * what the answer hides.
 */
export function createSharedSignIns({
  perClient,
  perSite,
  perInstance,
  now = () => performance.now(),
}: SharedSignInsOptions): SharedSignIns {
  const instance = createBudget(perInstance, now);
  const clients = new LimitedMap<string, Budget>(rememberedClients);
  const sites = new LimitedMap<string, Budget>(rememberedClients);
  const failedAt = new LimitedMap<string, number>(rememberedFailures);
  const underWay = new Map<string, UnderWay>();
  const gate = createGate(mostUnanswered);
  /** By place: the last answer that no more calls are taken there, and until when it holds. */
  const throttled = new Map<string, { answer: unknown; until: number }>();

  const remember = (known: LimitedMap<string, Budget>, name: string, size: BudgetSize): Budget => {
    const budget = known.get(name) ?? createBudget(size, now);
    known.set(name, budget);
    return budget;
  };
  /** All that the calls of a client are taken from. */
  const budgetsOf = (client: string, site: string | undefined): Budget[] => [
    instance,
    remember(clients, client, perClient),
    ...(site === undefined ? [] : [remember(sites, site, perSite)]),
  ];

  /** Starts a sign-in; a number when there is no budget for it: the milliseconds until there is. */
  const start = <Session>(
    budgets: readonly Budget[],
    key: string,
    request: SignInRequest<Session>,
  ): UnderWay | number => {
    const subject = hash(request.subject);
    const ago = now() - (failedAt.get(subject) ?? Number.NEGATIVE_INFINITY);
    const failedSecondsAgo = ago > rememberedMs ? undefined : Math.round(ago / 1000);
    const cost = request.countCalls(failedSecondsAgo);
    const wait = Math.max(...budgets.map((budget) => budget.wait(cost)));
    if (wait > 0) return wait;
    const spend = (amount: number) => {
      for (const budget of budgets) budget.spend(amount);
    };
    spend(cost);
    const stop = new AbortController();
    const waiting: UnderWay['waiting'] = new Set();
    let calls = 0;
    const run = {
      failedSecondsAgo,
      onCall: () => void calls++,
      context: {
        ...request.context,
        signal: stop.signal,
        waiting(message: string, untilMs: number) {
          one.said = { message, until: now() + untilMs };
          for (const tell of waiting) tell(message, untilMs);
        },
      },
    };
    const signIn = async (): Promise<Session> => {
      let leave: (() => void) | undefined;
      try {
        // Not before it can be found by those who come next.
        await undefined;
        leave = await gate.enter(stop.signal);
        const told = throttled.get(request.place);
        if (told && now() < told.until) return told.answer as Session;
        const session = await request.signIn({ ...run, onFirstAnswer: leave });
        const outcome = stop.signal.aborted ? 'lost' : request.outcomeOf(session);
        if (outcome === 'throttled')
          throttled.set(request.place, { answer: session, until: now() + throttledMs });
        if (outcome === 'failed') failedAt.set(subject, now());
        if (outcome === 'opened') failedAt.delete(subject);
        return session;
      } finally {
        leave?.();
        spend(calls - cost);
        if (underWay.get(key) === one) underWay.delete(key);
      }
    };
    const one: UnderWay = { waiting, stop, session: signIn() };
    underWay.set(key, one);
    return one;
  };

  const open = async <Session>(
    budgets: readonly Budget[],
    request: SignInRequest<Session>,
  ): Promise<Session> => {
    const { waiting, signal } = request.context;
    const key = hash([...request.subject, request.shape, request.place]);
    const one = underWay.get(key) ?? start(budgets, key, request);
    if (typeof one === 'number') return request.tellSpent(Math.ceil(one / 1000));
    one.waiting.add(waiting);
    if (one.said) waiting(one.said.message, Math.max(0, Math.round(one.said.until - now())));
    const leave = () => {
      one.waiting.delete(waiting);
      if (one.waiting.size > 0) return;
      if (underWay.get(key) === one) underWay.delete(key);
      one.stop.abort(signal.reason);
    };
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    try {
      return (await one.session) as Session;
    } finally {
      signal.removeEventListener('abort', leave);
      one.waiting.delete(waiting);
    }
  };
  return {
    of: (client, site) => ({ open: (request) => open(budgetsOf(client, site), request) }),
  };
}

/** IDs are kept as what cannot be turned back into them, and in few bytes. */
function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
