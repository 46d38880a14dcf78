import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Collectors, Propagation } from '../collectors/define-collector.ts';
import type { ProviderCredentials } from '../collectors/index.ts';
import type { BudgetSize } from '../collectors/kernel/budget.ts';
import type { Mode, Vantage } from '../providers/vantages.ts';
import type { JudgingPool } from './judging/pool.ts';
import type { RevokedSessions } from './sessions.ts';
import type { Stopping } from './stopping.ts';

export type { Mode };

/** Modes in which this server issues the external IDs; there it is never taken from the request. */
export const issuesExternalIds = (mode: Mode): boolean => mode !== 'local';

export interface Limits {
  verificationsPerMinute: number;
  sessionsPerMinute: number;
  /** Requests of one client that only read the API. */
  readsPerMinute: number;
  /** Files of the site for one client: a page is some 60, and an office may be behind one address. */
  filesPerMinute: number;
  /**
   * Verifications that look into accounts at the same time, of all clients together; and as many
   * that only read what was pasted, which take no place of those.
   */
  concurrent: number;
  /** How many of these one client may have. Behind one address there may be many readers: the others wait. */
  concurrentPerClient: number;
  /** How many may wait for a place, of all clients together, and of one. */
  waiting: number;
  waitingPerClient: number;
  /** Milliseconds that one may wait for a place. */
  patienceMs: number;
  /** Bytes of a request body. */
  bodyBytes: number;
  /** Milliseconds of one verification. */
  deadlineMs: number;
  /**
   * Milliseconds of silence in a stream of events; then it says that it is alive, which proxies and
   * the page wait for.
   */
  heartbeatMs: number;
  /** AssumeRole calls in hosted mode. */
  assumeRole: Record<'perClient' | 'perSite' | 'perInstance', BudgetSize>;
}

/**
 * One client: a call a second, as many as the verifications that it may ask for, so that this server
 * never makes more of the one than it takes of the other; at first enough for eight roles that
 * refuse until the end, or twenty that are right. One site (/48): half of all, whatever number of
 * clients it has. All: a tenth of what STS answers one account in one
 * region (600 requests a second), as Spot itself works from that account.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const assumeRole: Limits['assumeRole'] = {
  perClient: { burst: 60, perSecond: 1 },
  perSite: { burst: 150, perSecond: 30 },
  perInstance: { burst: 300, perSecond: 60 },
};

export const defaultLimits: Limits = {
  verificationsPerMinute: 60,
  sessionsPerMinute: 20,
  readsPerMinute: 600,
  filesPerMinute: 12_000,
  concurrent: 32,
  concurrentPerClient: 4,
  waiting: 64,
  waitingPerClient: 16,
  patienceMs: 30_000,
  bodyBytes: 512 * 1024,
  deadlineMs: 60_000,
  heartbeatMs: 15_000,
  assumeRole,
};

export interface ServerOptions {
  mode: Mode;
  runbooks: Readonly<Record<string, Runbook>>;
  /**
   * Credentials by vantage, asked anew for each verification. Local mode has none for Spot: there,
   * Spot's eyes are a secret among the inputs.
   */
  credentials: { reader?: ProviderCredentials; spot?: ProviderCredentials };
  /** How to look from a vantage. Default: the real SDKs with `credentials`. */
  collectorsFor?: (runbook: Runbook, vantage: Exclude<Vantage, 'pasted'>) => Collectors;
  /** Who judges what strangers send. Whoever opened it closes it, after the server. */
  judging: JudgingPool;
  /**
   * At least 32 bytes; the same in every instance. Required in hosted mode, made up in demo mode.
   */
  sessionKey?: string;
  /** Keys that sessions may still be sealed with, after the key was changed. */
  previousSessionKeys?: readonly string[];
  /** Which sessions are no longer taken, asked at each check. */
  revokedSessions?: RevokedSessions;
  /** Folder of the built site; without it only the API is served. */
  siteDir?: string;
  /**
   * Values of the Host header that are answered, e.g. `127.0.0.1:4173`. Required in local mode;
   * elsewhere all when missing.
   */
  allowedHosts?: readonly string[];
  /** Local mode: what the page must send as `x-start-token`. */
  startToken?: string;
  /** Now, in the clock of the cloud that is looked at: each runbook of the demo has its own. */
  now?: (runbookId?: string) => Date;
  propagation?: Propagation;
  logger?: Logger;
  limits?: Partial<Limits>;
  /**
   * Proxies in front of this server, each of which appends to X-Forwarded-For. 0: the header is not
   * believed.
   */
  trustedProxies?: number;
  /** How far the end of this server is. Default: it never ends. */
  stopping?: Stopping;
  /** Where numbers are kept; whoever serves them has it too. */
  registry?: Registry;
}
