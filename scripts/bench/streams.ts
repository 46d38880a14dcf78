import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from './child.ts';
import type { CloudOrder, CloudReady, CloudWorld } from './cloud.ts';
import type { ServerOrder, ServerReady, ServerState } from './server.ts';
import { within } from './within.ts';

/** Fewer show where the time goes: STREAMS=100 npm run bench -- streams. */
const streams = Number(process.env.STREAMS ?? 1_000);
const runbook = 'aws/management-account';
const latencyMs = 300;
/** What is asked of the server, and by how many. */
const scenes = [
  {
    title: `${streams} streams of one client without limits, each of another role; STS throttles every call`,
    throttledTries: Number.POSITIVE_INFINITY,
    hasLimits: false,
  },
  {
    title: `${streams} streams of as many clients with the limits as they are; the clouds throttle the first try of each call`,
    throttledTries: 1,
    hasLimits: true,
  },
];

/**
 * 1,000 streams of events at once, each of a verification as Spot, through a hosted server that is a
 * process of its own, against clouds that are another one: the time of the slowest against that of
 * one alone, which is the clouds' own, the server's memory, and how long it answered nobody.
 */
export async function benchStreams(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-streams-'));
  try {
    const certificate = makeCertificate(folder);
    for (const scene of scenes) await benchScene(scene, certificate);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchScene(
  { title, throttledTries, hasLimits }: (typeof scenes)[number],
  certificate: string,
): Promise<void> {
  await using cloud = await startChild('cloud.ts', {
    env: { ...process.env, BENCH_CERTIFICATE: certificate },
  });
  await using server = await startChild('server.ts', {
    execArgv: ['--expose-gc', ...execArgv],
    env: {
      ...process.env,
      HTTPS_PROXY: `http://127.0.0.1:${(cloud.ready as CloudReady).port}`,
      NO_PROXY: '',
      BENCH_LIMITS: hasLimits ? 'as they are' : '',
      NODE_EXTRA_CA_CERTS: certificate,
    },
  });
  const { port } = server.ready as ServerReady;
  const { session, externalId } = JSON.parse((await post(port, '/v1/sessions', {})).text);
  const order: CloudOrder = { runbook, externalId, latencyMs, throttledTries };
  const { key, inputs } = await cloud.ask<CloudWorld>(order);
  await server.ask({ key } satisfies ServerOrder);
  const { externalId: _, ...typed } = inputs;
  let opened = 0;
  const open = async () => {
    // Who asks about the same role at the same time shares one sign-in.
    opened++;
    const roleArn = hasLimits ? inputs.roleArn : `${inputs.roleArn}${opened}`;
    const body = { runbook, vantage: 'spot', session, inputs: { ...typed, roleArn } };
    return post(
      port,
      '/v1/verifications',
      body,
      `10.${opened >> 16}.${(opened >> 8) & 255}.${opened & 255}`,
    );
  };
  const measure = () => server.ask<ServerState>({ measure: true } satisfies ServerOrder);

  for (let round = 0; round < 5; round++) await open();
  const openAlone = async () => {
    // What was answered a moment ago is not asked again.
    await delay(2_500);
    return open();
  };
  const alone = quantile(await inTurn(5, openAlone), 0.5);
  await delay(2_500);
  await cloud.ask({ count: true });
  const idle = await measure();
  const times = await Promise.all(Array.from({ length: streams }, open));
  const after = await measure();
  await delay(10_000);
  const later = await measure();
  const { requests } = await cloud.ask<{ requests: number }>({ count: true });

  const served = times.filter(({ text }) => text.includes('event: report'));
  const waited = served.filter(({ text }) => text.includes('may run at the same time'));
  const sentAway = times.filter(
    ({ status, text }) => status === 503 || /event: problem\ndata: \{"status":503/.test(text),
  );
  if (served.length + sentAway.length !== streams)
    throw new Error(
      `Some streams ended without a report:\n${times.find((one) => !served.includes(one) && !sentAway.includes(one))?.text.slice(-500)}`,
    );
  const all = served.filter((one) => !waited.includes(one)).map(({ ms }) => ms);
  const [p50, p99] = [quantile(all, 0.5), quantile(all, 0.99)];
  const peak = after.peakRss - idle.rss;
  console.log(
    `${title}, and take ${latencyMs} ms for an answer: ${requests} calls; ${served.length} got a report, ${waited.length} of them after waiting for a place, and ${sentAway.length} were told when to come back; alone ${seconds(alone)}, p50 ${seconds(p50)}, p99 ${seconds(p99)} = ${(p99 / alone).toFixed(2)} x the clouds' own time (${within(p99 / alone, 2)}); longest time without an answer to anybody ${after.longestDelayMs.toFixed(0)} ms; ${(after.cpuMs / streams).toFixed(1)} ms of processor for a stream`,
  );
  console.log(
    `  memory: idle ${idle.rss.toFixed(0)} MB (heap ${idle.heap.toFixed(0)}), at the peak ${peak.toFixed(0)} MB above (${within(peak, 300)}), after ${(after.rss - idle.rss).toFixed(0)} (heap ${(after.heap - idle.heap).toFixed(0)}), 10 s later ${(later.rss - idle.rss).toFixed(0)} MB above (heap ${(later.heap - idle.heap).toFixed(0)})`,
  );
}

/** `BENCH_SERVER_ARGS=--cpu-prof` profiles the server. */
const execArgv = (process.env.BENCH_SERVER_ARGS ?? '').split(' ').filter(Boolean);

const agent = new Agent({ keepAlive: false });

/** Sends a request, and reads the answer to its end. */
function post(
  port: number,
  path: string,
  body: object,
  client = '10.0.0.0',
): Promise<{ status: number; text: string; ms: number }> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'x-forwarded-for': client,
      accept: path === '/v1/verifications' ? 'text/event-stream' : 'application/json',
    };
    const sending = request(
      { port, host: '127.0.0.1', path, method: 'POST', headers, agent },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text, ms: performance.now() - startedAt }),
        );
        answer.on('error', reject);
      },
    );
    sending.on('error', reject);
    sending.end(JSON.stringify(body));
  });
}

async function inTurn(count: number, run: () => Promise<{ ms: number }>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < count; round++) times.push((await run()).ms);
  return times;
}

function quantile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] as number;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

/** Key and certificate (PEM) of every host that is asked for. */
function makeCertificate(folder: string): string {
  const path = join(folder, 'hosts.pem');
  const names = [
    'amazonaws.com',
    'us-east-1.amazonaws.com',
    's3.amazonaws.com',
    's3.us-east-1.amazonaws.com',
  ];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=Simulated clouds',
      '-addext',
      `subjectAltName=${names.map((name) => `DNS:*.${name}`).join(',')}`,
      '-keyout',
      path,
      '-out',
      `${path}.crt`,
    ],
    { stdio: 'ignore' },
  );
  writeFileSync(path, readFileSync(path, 'utf8') + readFileSync(`${path}.crt`, 'utf8'));
  return path;
}
