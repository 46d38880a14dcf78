import { Hono } from 'hono';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { VerificationEvent } from '../verification/events.ts';
import type { JudgingCounts } from './judging/pool.ts';
import { type Places, works } from './places.ts';

export interface Metrics {
  /** Counts what a verification says. */
  observe(event: VerificationEvent): void;
  finished(labels: { runbook: string; vantage: string; status: string }, seconds: number): void;
  inFlight: { inc(): void; dec(): void };
}

/**
 * Counts in `registry`. Labels come from the registry of runbooks and evidence, never from a
 * request's free text.
 */
export function createMetrics(
  registry: Registry,
  places: Places,
  judging: () => JudgingCounts,
): Metrics {
  const registers = [registry];
  const verifications = new Counter({
    name: 'spot_runbooks_verifications_total',
    help: 'Verifications by runbook, vantage and status (a check status, or aborted, or error)',
    labelNames: ['runbook', 'vantage', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'spot_runbooks_verification_duration_seconds',
    help: 'Wall time of verifications',
    labelNames: ['runbook', 'vantage'],
    buckets: [0.25, 0.5, 1, 2, 5, 10, 20, 30, 60],
    registers,
  });
  const evidence = new Counter({
    name: 'spot_runbooks_evidence_total',
    help: 'What looking brought, by kind of evidence',
    labelNames: ['kind', 'status'],
    registers,
  });
  const inFlight = new Gauge({
    name: 'spot_runbooks_verifications_in_flight',
    help: 'Verifications under way',
    registers,
  });
  new Gauge({
    name: 'spot_runbooks_requests_waiting',
    help: 'Verifications and readings that wait for a place, by what for',
    labelNames: ['work'],
    registers,
    collect() {
      for (const work of works) this.set({ work }, places.waiting(work));
    },
  });
  new Gauge({
    name: 'spot_runbooks_judging_waiting',
    help: 'Readings and checks that wait for a worker',
    registers,
    collect() {
      this.set(judging().waiting);
    },
  });
  const countOf = (name: string, help: string, count: () => number) =>
    new Counter({
      ...{ name, help, registers },
      collect() {
        this.reset();
        this.inc(count());
      },
    });
  countOf(
    'spot_runbooks_judging_restarts_total',
    'Workers that were replaced, because they took too long or too much memory, or ended',
    () => judging().restarts,
  );
  countOf(
    'spot_runbooks_judging_overruns_total',
    'Readings and checks that were stopped at their deadline',
    () => judging().overruns,
  );
  return {
    observe(event) {
      if (event.type === 'evidence') evidence.inc({ kind: event.id, status: event.status });
    },
    finished(labels, seconds) {
      verifications.inc(labels);
      duration.observe({ runbook: labels.runbook, vantage: labels.vantage }, seconds);
    },
    inFlight: { inc: () => inFlight.inc(), dec: () => inFlight.dec() },
  };
}

/**
 * `/metrics` alone. It is a server of its own, so that it listens where strangers are not: what runs
 * here, how often and how well is for who operates it.
 */
export function createMetricsApp(registry: Registry): Hono {
  const app = new Hono();
  app.get('/metrics', async (c) =>
    c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  );
  return app;
}
