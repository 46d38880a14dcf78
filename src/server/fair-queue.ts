export interface FairQueueOptions {
  /** How many may be in it at the same time. */
  places: number;
  /** How many of these one client may have. */
  perClient: number;
  /** The site that a client is one of many of, if any; and how many places all of one site may have. */
  siteOf?: (client: string) => string | undefined;
  perSite?: number;
  /** How many may wait, of all clients together, and of one. */
  waiting: number;
  waitingPerClient: number;
  /** Milliseconds after which whoever still waits is sent away. */
  patienceMs: number;
  /** Milliseconds after which a place is given back in any case, as far as that is known. */
  longestMs: number;
}

/** Where somebody stands who waits. */
export interface Standing {
  /** How many get their turn before. */
  before: number;
  /** Whether its client, or its site, has all places that it may have: it waits for one of these. */
  isOwnShare: boolean;
  /** At most this many milliseconds more: then it is its turn, or it is sent away. */
  untilMs: number;
}

/** A place in the queue, and then one of the places. */
export interface Place {
  /**
   * Resolves when it is one's turn. Rejects with {@link QueueFull} when one is sent away, and with
   * an AbortError after `leave`.
   */
  turn: Promise<void>;
  /** Tells where one stands, now and whenever that changes, as long as one waits. */
  follow(onMoved: (standing: Standing) => void): void;
  /** Gives the place back, or leaves the queue. More than once does nothing. */
  leave(): void;
}

/** There is no room to wait, or it was waited for too long. */
export class QueueFull extends Error {
  /** Whose share is used up: the client's own (or its site's), or that of all together. */
  readonly share: 'client' | 'all';
  /** When it is likely that a place is free, from how long others took. */
  readonly retryAfterSeconds: number;

  constructor(share: QueueFull['share'], retryAfterSeconds: number) {
    super('The queue is full.');
    this.name = 'QueueFull';
    this.share = share;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface FairQueue {
  /** Throws {@link QueueFull} when there is no room. */
  join(client: string): Place;
  /** How many wait for a place. */
  readonly waiting: number;
}

interface Waiter {
  client: string;
  begin: () => void;
  refuse: (error: Error) => void;
  onMoved?: (standing: Standing) => void;
  before?: number;
  /** Of `performance.now()`. */
  until: number;
}

/**
 * Places for clients who do not know each other. The clients take turns, so that whoever asks much
 * waits for themselves: nobody waits for more than one of each other client. When there is no more
 * room to wait, the last of whoever has most waiting gives way to those who have less. Clients of
 * one site take turns with others as if they were one: a stranger may have as many as they like.
 */
export function createFairQueue(options: FairQueueOptions): FairQueue {
  const { places, perClient, patienceMs, longestMs } = options;
  const { siteOf = () => undefined, perSite = places } = options;
  /** In the order in which the clients take turns. */
  const lines = new Map<string, Waiter[]>();
  /** By client, and by site. */
  const held = new Map<string, Set<{ since: number }>>();
  let taken = 0;
  let waiting = 0;
  /** How many of those who wait want to be told where they stand. */
  let following = 0;
  /** Milliseconds that places were lately held, on the average. */
  let measuredMs: number | undefined;

  const heldBy = (name: string) => held.get(name)?.size ?? 0;
  const partyOf = (client: string) => siteOf(client) ?? client;
  /** Whose places are all taken: the client's, or its site's; undefined when it may have one more. */
  const findFull = (client: string): { name: string; most: number } | undefined => {
    const site = siteOf(client);
    const shares = [{ name: client, most: perClient }];
    if (site !== undefined) shares.push({ name: site, most: perSite });
    return shares.find(({ name, most }) => heldBy(name) >= most);
  };
  const waitingOf = (party: string) =>
    [...lines].reduce(
      (sum, [client, line]) => sum + (partyOf(client) === party ? line.length : 0),
      0,
    );

  const estimateSeconds = (client: string, own: ReturnType<typeof findFull>): number => {
    const holders = own
      ? [...(held.get(own.name) ?? [])]
      : [...new Set([...held.values()].flatMap((set) => [...set]))];
    const now = performance.now();
    const typicalMs = measuredMs ?? longestMs;
    const soonest = Math.min(
      ...holders.map(({ since }) => {
        const elapsed = now - since;
        // Who takes longer than others do may take as long as is allowed.
        return elapsed < typicalMs ? typicalMs - elapsed : longestMs - elapsed;
      }),
      longestMs,
    );
    const ofOwn =
      own?.name === client ? (lines.get(client)?.length ?? 0) : waitingOf(partyOf(client));
    const ahead = own ? ofOwn : waiting;
    const others = (ahead / (own?.most ?? places)) * typicalMs;
    return Math.max(1, Math.ceil((Math.max(0, soonest) + others) / 1_000));
  };
  const full = (client: string) => {
    const own = findFull(client);
    return new QueueFull(own ? 'client' : 'all', estimateSeconds(client, own));
  };

  const remove = (waiter: Waiter): boolean => {
    const line = lines.get(waiter.client) ?? [];
    const index = line.indexOf(waiter);
    if (index < 0) return false;
    line.splice(index, 1);
    if (line.length === 0) lines.delete(waiter.client);
    if (waiter.onMoved) following--;
    waiting--;
    return true;
  };

  /** The next whose turn it is: of the first client that may have one more. */
  const next = (): Waiter | undefined => {
    for (const [client, line] of lines) if (!findFull(client)) return line[0];
    return undefined;
  };

  /** Tells whoever waits where they stand, when that has changed. */
  const tellMoved = () => {
    if (following === 0) return;
    const order = [...lines.values()];
    for (const [index, line] of order.entries()) {
      for (const [rank, waiter] of line.entries()) {
        if (!waiter.onMoved) continue;
        const before = order.reduce(
          (sum, other, at) =>
            at === index ? sum + rank : sum + Math.min(other.length, at < index ? rank + 1 : rank),
          0,
        );
        if (before === waiter.before) continue;
        waiter.before = before;
        waiter.onMoved({
          before,
          isOwnShare: findFull(waiter.client) !== undefined,
          untilMs: Math.max(0, Math.round(waiter.until - performance.now())),
        });
      }
    }
  };

  const distribute = () => {
    while (taken < places) {
      const waiter = next();
      if (!waiter) break;
      remove(waiter);
      // Whoever had a turn goes behind all others, with all of its site, and there behind these.
      const party = partyOf(waiter.client);
      const rest = [...lines].filter(([client]) => partyOf(client) === party);
      const rank = ([client]: (typeof rest)[number]) => Number(client === waiter.client);
      for (const [client, line] of rest.sort((a, b) => rank(a) - rank(b))) {
        lines.delete(client);
        lines.set(client, line);
      }
      waiter.begin();
    }
    tellMoved();
  };

  /** Makes room for one more of a client, at the cost of whoever has most waiting. */
  const makeRoom = (client: string) => {
    const own = lines.get(client)?.length ?? 0;
    if (own >= options.waitingPerClient) throw full(client);
    if (waiting < options.waiting) return;
    const parties = [...new Set([...lines.keys()].map(partyOf))];
    const most = parties.reduce((a, b) => (waitingOf(b) > waitingOf(a) ? b : a), '');
    if (waitingOf(most) <= waitingOf(partyOf(client)) + 1) throw full(client);
    const longest = [...lines]
      .filter(([one]) => partyOf(one) === most)
      .reduce<Waiter[]>((a, [, line]) => (line.length >= a.length ? line : a), []);
    const last = longest.at(-1);
    if (!last) throw full(client);
    remove(last);
    last.refuse(full(last.client));
  };

  return {
    get waiting() {
      return waiting;
    },
    join(client) {
      const isFree = taken < places && !findFull(client);
      if (!isFree) makeRoom(client);
      let resolve: () => void = () => undefined;
      let reject: (error: Error) => void = () => undefined;
      const turn = new Promise<void>((begin, refuse) => {
        resolve = begin;
        reject = refuse;
      });
      // Whoever leaves does not look any more.
      turn.catch(() => undefined);
      const holding = { since: 0 };
      let hasPlace = false;
      const timer = setTimeout(() => {
        if (!remove(waiter)) return;
        reject(full(client));
        tellMoved();
      }, patienceMs);
      timer.unref();
      const waiter: Waiter = {
        client,
        until: performance.now() + patienceMs,
        begin() {
          clearTimeout(timer);
          hasPlace = true;
          taken++;
          holding.since = performance.now();
          for (const name of new Set([client, partyOf(client)]))
            held.set(name, (held.get(name) ?? new Set()).add(holding));
          resolve();
        },
        refuse(error) {
          clearTimeout(timer);
          reject(error);
        },
      };
      const line = lines.get(client);
      if (line) line.push(waiter);
      else lines.set(client, [waiter]);
      waiting++;
      distribute();
      return {
        turn,
        follow(onMoved) {
          if (!lines.get(client)?.includes(waiter)) return;
          if (!waiter.onMoved) following++;
          waiter.onMoved = onMoved;
          tellMoved();
        },
        leave() {
          clearTimeout(timer);
          if (hasPlace) {
            hasPlace = false;
            taken--;
            for (const name of new Set([client, partyOf(client)])) {
              const own = held.get(name);
              own?.delete(holding);
              if (own?.size === 0) held.delete(name);
            }
            const heldMs = performance.now() - holding.since;
            measuredMs = measuredMs === undefined ? heldMs : measuredMs + (heldMs - measuredMs) / 8;
          } else if (remove(waiter)) {
            reject(new DOMException('It left the queue.', 'AbortError'));
          } else {
            return;
          }
          distribute();
        },
      };
    },
  };
}
