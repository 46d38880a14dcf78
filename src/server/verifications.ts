import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Logger } from 'pino';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Report } from '../checks/report.ts';
import type { Collectors } from '../collectors/define-collector.ts';
import { openCollectors } from '../collectors/index.ts';
import { createSharedSignIns, type SharedSignIns } from '../collectors/kernel/shared-sign-ins.ts';
import type { Vantage } from '../providers/vantages.ts';
import type { VerificationEvent, VerificationRequest } from '../verification/events.ts';
import { verify } from '../verification/verify.ts';
import { clientAddress, siteOf } from './client-address.ts';
import type { ServerEnv } from './guards.ts';
import type { Metrics } from './metrics.ts';
import type { Limits, ServerOptions } from './options.ts';
import { explainWait, type Places } from './places.ts';
import { asProblem, clientLeft, ProblemError, traceOf } from './problems.ts';
import { resolveRequest } from './resolve-request.ts';
import type { Sessions } from './sessions.ts';
import type { Stopping } from './stopping.ts';

interface Parts {
  options: ServerOptions;
  limits: Limits;
  sessions: Sessions | undefined;
  stopping: Stopping;
  places: Places;
  metrics: Metrics;
  logger: Logger;
}

/** Handles `POST /v1/verifications`, whose body the schema has let through. */
export function verificationHandler(
  parts: Parts,
): (c: Context<ServerEnv>, body: VerificationRequest) => Promise<Response> {
  const signIns = createSharedSignIns(parts.limits.assumeRole);

  return async (c, body) => {
    const streams = wantsStream(c.req.header('accept'));
    const { runbook, inputs, sessionId } = resolveRequest(body, parts);
    const client = clientAddress(c, parts.options.trustedProxies);
    const work = body.vantage === 'pasted' ? 'reading' : 'looking';
    const place = parts.places.take(work, client);
    const left = new AbortController();
    const stay = parts.stopping.whenEnding((why) => left.abort(why));
    const signal = AbortSignal.any([left.signal, c.req.raw.signal]);
    /** Waits for its turn, verifies, and gives the place back. */
    const run = async (onEvent: (event: VerificationEvent) => void) => {
      try {
        await parts.places.waitFor(place, signal);
        return await runVerification({
          ...parts,
          signIns,
          c,
          client,
          body,
          runbook,
          inputs,
          sessionId,
          signal,
          onEvent,
        });
      } finally {
        stay();
        place.leave();
      }
    };
    if (!streams) {
      try {
        return c.json(await run(() => undefined));
      } catch (error) {
        throw c.req.raw.signal.aborted ? clientLeft() : whyEnded(signal, error);
      }
    }
    return streamSSE(c, async (stream) => {
      stream.onAbort(() => left.abort(new DOMException('The client left.', 'AbortError')));
      const { write, written } = writeTogether((text) => stream.write(text));
      const send = ({ type, ...data }: VerificationEvent) => {
        heartbeat.refresh();
        write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
      };
      const heartbeat = setInterval(() => write(': still looking\n\n'), parts.limits.heartbeatMs);
      place.follow((standing) =>
        send({ type: 'waiting', message: explainWait(standing), untilMs: standing.untilMs }),
      );
      try {
        await run(send);
      } catch (error) {
        const trace = signal.aborted ? undefined : traceOf(error);
        if (trace) parts.logger.error({ requestId: c.get('requestId'), ...trace }, 'unexpected');
        const { status, title, detail } = asProblem(whyEnded(signal, error)).problem;
        send({ type: 'problem', status, title, detail });
      } finally {
        clearInterval(heartbeat);
        await written();
      }
    });
  };
}

/**
 * Writes what is said at the same moment at once, in order, and one after the other: most events of a
 * verification come in bursts. Nobody reads what cannot be written any more.
 */
function writeTogether(send: (text: string) => Promise<unknown>): {
  write(text: string): void;
  /** When all is written. */
  written(): Promise<unknown>;
} {
  let unsent: string[] = [];
  let sent: Promise<unknown> = Promise.resolve();
  const flush = () => {
    const text = unsent.join('');
    unsent = [];
    return send(text).catch(() => undefined);
  };
  return {
    write(text) {
      if (unsent.length === 0) sent = sent.then(flush);
      unsent.push(text);
    },
    written: () => sent,
  };
}

/** What was stopped may fail in many ways; that it was, is what the client is told. */
const whyEnded = ({ reason }: AbortSignal, error: unknown): unknown =>
  reason instanceof ProblemError ? reason : error;

interface Running extends Parts {
  signIns: SharedSignIns;
  c: Context<ServerEnv>;
  client: string;
  body: VerificationRequest;
  runbook: Runbook;
  inputs: Record<string, string>;
  /** Names the session in the log. */
  sessionId: string | undefined;
  signal: AbortSignal;
  onEvent: (event: VerificationEvent) => void;
}

/**
 * Verifies, and counts and logs it: which runbook, from where, how long and with what result; never
 * a value of the request.
 */
async function runVerification({
  c,
  client,
  body,
  runbook,
  inputs,
  sessionId,
  signal,
  onEvent,
  options,
  limits,
  metrics,
  logger,
  signIns,
}: Running): Promise<Report> {
  const { vantage, step } = body;
  const startedAt = performance.now();
  const evidence: Record<string, string> = {};
  let status = 'error';
  metrics.inFlight.inc();
  try {
    const report = await verify({
      runbook,
      step,
      inputs,
      vantage,
      pasted: body.evidence ?? {},
      collectors: vantage === 'pasted' ? undefined : collectorsOf(options, runbook, vantage),
      judging: options.judging.judgeFor(client, signal),
      signal,
      now: options.now && (() => options.now?.(runbook.id) ?? new Date()),
      deadlineMs: limits.deadlineMs,
      propagation: options.propagation,
      // In all other modes whoever asks owns what is looked at, or it is simulated.
      forStrangers:
        options.mode === 'hosted'
          ? {
              hidesOpenRoles: true,
              signIns: signIns.of(client, siteOf(client)),
            }
          : undefined,
      onEvent(event) {
        if (event.type === 'evidence') evidence[event.id] = event.status;
        metrics.observe(event);
        onEvent(event);
      },
    });
    status = report.status;
    return report;
  } catch (error) {
    if (signal.aborted) status = 'aborted';
    throw error;
  } finally {
    const durationMs = Math.round(performance.now() - startedAt);
    metrics.inFlight.dec();
    metrics.finished({ runbook: runbook.id, vantage, status }, durationMs / 1000);
    logger.info(
      {
        requestId: c.get('requestId'),
        runbook: runbook.id,
        step,
        vantage,
        session: sessionId,
        status,
        evidence,
        durationMs,
      },
      'verification',
    );
  }
}

function collectorsOf(
  options: ServerOptions,
  runbook: Runbook,
  vantage: Exclude<Vantage, 'pasted'>,
): Collectors {
  if (options.collectorsFor) return options.collectorsFor(runbook, vantage);
  return openCollectors({ vantage, credentials: options.credentials[vantage] ?? {} });
}

/** One of the two forms, by the Accept header; the stream only when it is named. */
function wantsStream(accept = '*/*'): boolean {
  const accepted = accept.split(',').map((entry) => entry.split(';')[0]?.trim().toLowerCase());
  if (accepted.includes('text/event-stream')) return true;
  if (
    accepted.some(
      (type) => type === '*/*' || type === 'application/*' || type === 'application/json',
    )
  )
    return false;
  throw new ProblemError(
    406,
    'not-acceptable',
    'No such form',
    'Accept application/json for one report, or text/event-stream for events as they happen.',
  );
}
