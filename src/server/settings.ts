import { isIP } from 'node:net';
import { sessionIdForm } from './sessions.ts';

/** What `main.ts` reads from the environment. Where each is described: there. */
export interface Settings {
  mode: 'local' | 'hosted';
  port: number;
  metrics: { port: number; host: string; asked: boolean } | undefined;
  sessionKey: string | undefined;
  previousSessionKeys: readonly string[];
  sessionsNotBefore: number | undefined;
  revokedSessions: readonly string[];
  revokedSessionsFile: string | undefined;
  siteDir: string;
  allowedHosts: readonly string[] | undefined;
  trustedProxies: number;
  graceMs: number;
  deadlineMs: number;
  logLevel: string;
}

/** Reads the environment. Throws an Error, in words for the operator, for a value that cannot be meant. */
export default function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const mode = env.MODE || 'local';
  if (mode !== 'local' && mode !== 'hosted')
    throw new Error(
      `MODE is “${mode}”, which this server does not know. Set it to local or hosted; for the demo run npm start.`,
    );
  const whole = (name: string, otherwise: number, least: number, most: number) => {
    const text = env[name] || String(otherwise);
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new Error(`${name} is “${text}”. Set it to a number from ${least} to ${most}.`);
  };
  const hosted = mode === 'hosted';
  const metricsHost = env.METRICS_HOST || '127.0.0.1';
  if (isIP(metricsHost) === 0)
    throw new Error(`METRICS_HOST is “${metricsHost}”. Set it to an IP address of this machine.`);
  const revokedSessions = listOf(env.REVOKED_SESSIONS);
  const odd = revokedSessions.find((id) => !sessionIdForm.test(id));
  if (odd !== undefined)
    throw new Error(
      `REVOKED_SESSIONS holds “${odd}”, which is no id of a session: these have 16 hexadecimal digits, as “session” in the log.`,
    );
  return {
    mode,
    port: whole('PORT', 4173, 1, 65_535),
    metrics:
      env.METRICS_PORT || hosted
        ? {
            port: whole('METRICS_PORT', 9464, 1, 65_535),
            host: metricsHost,
            asked: Boolean(env.METRICS_PORT),
          }
        : undefined,
    sessionKey: env.SESSION_KEY,
    previousSessionKeys: listOf(env.SESSION_KEY_PREVIOUS),
    sessionsNotBefore: timeOf(env.SESSIONS_NOT_BEFORE),
    revokedSessions,
    revokedSessionsFile: env.REVOKED_SESSIONS_FILE || undefined,
    siteDir: env.SITE_DIR ?? 'build',
    allowedHosts: env.ALLOWED_HOSTS ? listOf(env.ALLOWED_HOSTS) : undefined,
    trustedProxies: whole('TRUSTED_PROXIES', 0, 0, 10),
    graceMs: whole('SHUTDOWN_GRACE_SECONDS', hosted ? 5 : 0, 0, 600) * 1000,
    deadlineMs: whole('SHUTDOWN_DEADLINE_SECONDS', 60, 0, 600) * 1000,
    logLevel: env.LOG_LEVEL || 'info',
  };
}

function listOf(text = ''): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

function timeOf(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(time))
    throw new Error(
      `SESSIONS_NOT_BEFORE is “${text}”. Set it to a time with its zone, for example 2026-11-28T16:00:00Z.`,
    );
  return time;
}
