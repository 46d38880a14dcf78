import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type AnyWorld, valuesOf } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { loadProofs } from '../../runbooks/proofs.ts';
import { isSecret } from '../../src/inputs/kinds.ts';
import type { LookingVantage } from '../../src/providers/vantages.ts';
import { Simulator } from '../../src/simulator/index.ts';
import { startProxy } from '../../src/simulator/proxy.ts';
import findFreePort from '../lib/find-free-port.ts';
import { inPool } from '../lib/pool.ts';
import type { Fault } from './faults.ts';
import { gibberish, type Problem } from './try-faults.ts';

/** A verification in a terminal, and the one call of it that is disturbed. */
interface Run {
  runbook: string;
  step: string;
  vantage: LookingVantage;
  host: string;
  /** What the report has to call whoever did not answer. */
  who: RegExp;
  /** Whoever this is may not look: also without a fault it ends with 2. */
  isDenied?: boolean;
  environment?: (subject: AnyWorld, home: string) => Promise<Record<string, string>>;
}

const runs: readonly Run[] = [
  {
    ...{ runbook: 'aws/management-account', step: 'account', vantage: 'reader' },
    ...{ host: 'sts.us-east-1.amazonaws.com', who: /AWS/ },
    environment: async ({ reader: { aws } }) => ({
      AWS_ACCESS_KEY_ID: aws?.accessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: aws?.secretAccessKey ?? '',
      AWS_EC2_METADATA_DISABLED: 'true',
    }),
  },
  {
    ...{ runbook: 'gcp/project', step: 'project', vantage: 'reader' },
    ...{ host: 'oauth2.googleapis.com', who: /Google/ },
    async environment({ reader: { gcp } }, home) {
      const file = join(home, 'application_default_credentials.json');
      const credentials = {
        type: 'authorized_user',
        client_id: '764086051850-6qr4p6gpi6hn506pt8ejuq83di341hur.apps.googleusercontent.com',
        client_secret: 'd-FL95Q19q7MQmFpd7hHD0Ty',
        refresh_token: gcp?.refreshToken,
      };
      await writeFile(file, JSON.stringify(credentials));
      return { GOOGLE_APPLICATION_CREDENTIALS: file };
    },
  },
  {
    ...{ runbook: 'gcp/project', step: 'connect', vantage: 'spot' },
    ...{ host: 'oauth2.googleapis.com', who: /Google/ },
  },
  {
    ...{ runbook: 'azure/subscription', step: 'connect', vantage: 'spot' },
    ...{ host: 'login.microsoftonline.com', who: /Azure|Microsoft/ },
  },
  {
    ...{ runbook: 'azure/subscription', step: 'subscription', vantage: 'reader' },
    isDenied: true,
    ...{ host: 'login.microsoftonline.com', who: /Azure|Microsoft/ },
    environment: async (subject) => ({
      AZURE_TENANT_ID: subject.inputs.tenantId ?? '',
      AZURE_CLIENT_ID: subject.inputs.clientId ?? '',
      AZURE_CLIENT_SECRET: subject.inputs.clientSecret ?? '',
      AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential',
    }),
  },
  {
    ...{ runbook: 'spot/get-started', step: 'undo', vantage: 'reader' },
    ...{ host: 'api.spotinst.io', who: /Spot/ },
    environment: async ({ reader: { spot } }) => ({ SPOT_TOKEN: spot?.token ?? '' }),
  },
];

/** Milliseconds after which a program that has not ended does not end. */
const patienceMs = 100_000;

/**
 * Runs the program itself, as a process, where one call of a provider is disturbed on the real wire: it has to say
 * who did not answer, exit with 2, and end; and undisturbed it has to see something. `choose`: which faults a run
 * gets, by its number.
 */
export async function runTerminals(
  runbooks: Readonly<Record<string, Runbook>>,
  faults: readonly Fault[],
  choose: (fault: number, run: number) => boolean,
): Promise<{ runs: number; problems: Problem[] }> {
  const simulator = new Simulator();
  const proofs = await loadProofs();
  const work = runs.flatMap((run, number) => {
    const runbook = runbooks[run.runbook];
    const proof = proofs[run.runbook];
    if (!runbook || !proof) return [];
    const [path = {}] = Object.values(proof.paths ?? {});
    const subject = proof.healthyWorld(simulator, path);
    const chosen = faults.filter((_, index) => choose(index, number));
    return (chosen.length > 0 ? [undefined, ...chosen] : []).map((fault) => ({
      ...{ run, runbook, subject, fault },
    }));
  });
  const found = await inPool(work, 4, async ({ run, runbook, subject, fault }) => {
    const ended = await runOnce(simulator, { run, runbook, subject, fault });
    const where = `${run.runbook} ${run.vantage} ${run.step}, in a terminal`;
    const problem = (what: Problem['what'], text: string): Problem => ({
      ...{ what, where, fault: fault?.name ?? 'none', call: run.host, text },
    });
    const said = `${ended.stdout}\n${ended.stderr}`;
    if (!fault)
      return (ended.code === 2 && !run.isDenied) || ended.code === 'does not end'
        ? [problem('words', `Undisturbed it ends with ${ended.code}:\n${said}`)]
        : [];
    return [
      ...(ended.code === 0 || ended.code === 1
        ? [problem('believed', `It ends with ${ended.code}:\n${said}`)]
        : []),
      ...(ended.code === 2 || ended.code === 0 || ended.code === 1
        ? []
        : [problem('words', `It ends with ${ended.code}:\n${said}`)]),
      ...(run.who.test(unseenIn(ended.stdout))
        ? []
        : [problem('words', `Nobody is named:\n${said}`)]),
      ...(gibberish.test(said) ? [problem('words', said)] : []),
    ];
  });
  return { runs: work.length, problems: found.flat() };
}

/** What the report says that it could not look at. */
const unseenIn = (report: string) => report.slice(Math.max(0, report.indexOf('Could not look at')));

interface Attempt {
  run: Run;
  runbook: Runbook;
  subject: AnyWorld;
  fault: Fault | undefined;
}

interface Ended {
  code: number | string;
  stdout: string;
  stderr: string;
}

async function runOnce(
  simulator: Simulator,
  { run, runbook, subject, fault }: Attempt,
): Promise<Ended> {
  const home = await mkdtemp(join(tmpdir(), 'spot-chaos-'));
  await using upstream = await openUpstream(simulator, run.host, fault);
  const proxy = await startProxy(simulator, {
    async addRules(server) {
      if (!fault) return;
      const rule = server
        .forAnyRequest()
        .asPriority(10)
        .matching(({ url }) => new URL(url).hostname === run.host);
      if (fault.name === 'no answer') await rule.thenTimeout();
      else if (fault.name === 'reset') await rule.thenResetConnection();
      else await rule.thenForwardTo(upstream.url);
    },
  });
  try {
    const inputs: string[] = [];
    for (const [name, value] of Object.entries(valuesOf(subject))) {
      const kind = runbook.inputs[name]?.kind;
      if (kind === undefined) continue;
      const file = join(home, name);
      if (isSecret(kind)) await writeFile(file, value);
      inputs.push('--input', `${name}=${isSecret(kind) ? `@${file}` : value}`);
    }
    const brokenProxy = fault && (await upstream.proxyFor(fault.name));
    const isTrusted = fault?.name !== 'certificate of a stranger';
    return await runProgram(
      [...['verify', run.runbook, '--step', run.step, '--vantage', run.vantage], ...inputs],
      {
        HOME: home,
        HTTPS_PROXY: brokenProxy ?? proxy.url,
        HTTP_PROXY: brokenProxy ?? proxy.url,
        NO_PROXY: '',
        NO_COLOR: '1',
        ...(isTrusted ? { NODE_EXTRA_CA_CERTS: proxy.caPath } : {}),
        ...(await run.environment?.(subject, home)),
      },
    );
  } finally {
    await proxy.stop();
    await rm(home, { recursive: true, force: true });
  }
}

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');

function runProgram(args: readonly string[], environment: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let isLate = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, patienceMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: isLate ? 'does not end' : (code ?? String(signal)), stdout, stderr });
    });
  });
}

/** What stands behind the proxy and answers for one host, and proxies that lead nowhere. */
async function openUpstream(simulator: Simulator, host: string, fault: Fault | undefined) {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  const listen = async (server: Server) => {
    servers.push(server);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const speak = (socket: Socket) => socket.end('220 mail.example ESMTP\r\n');
  const url = await listen(
    createHttpServer(async (incoming, outgoing) => {
      const request = await requestOf(incoming, host);
      const answerRightly = () => simulator.handle(request);
      try {
        const response = await fault?.answer({ request, stack: 'fetch', answerRightly });
        outgoing.writeHead(response?.status ?? 500, Object.fromEntries(response?.headers ?? []));
        for await (const chunk of response?.body ?? []) {
          if (outgoing.destroyed) break;
          if (!outgoing.write(chunk)) await once(outgoing, 'drain').catch(() => undefined);
        }
        outgoing.end();
      } catch {
        incoming.socket.resetAndDestroy();
      }
    }),
  );
  return {
    url,
    /** The proxy of a machine to which this happens; undefined for what happens behind a proxy. */
    async proxyFor(name: string): Promise<string | undefined> {
      if (name === 'refused') return `http://127.0.0.1:${await findFreePort()}`;
      if (name === 'no name') return 'http://nobody.invalid:3128';
      if (name === 'no HTTP')
        return listen(createServer((socket) => void socket.once('data', () => speak(socket))));
      if (name !== 'no TLS') return undefined;
      return listen(
        createServer((socket) => {
          socket.once('data', () => {
            socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
            socket.once('data', () => speak(socket));
          });
        }),
      );
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}

async function requestOf(incoming: IncomingMessage, host: string): Promise<Request> {
  const { method = 'GET', url = '/' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  headers.set('host', host);
  const body = method === 'GET' ? null : new Uint8Array(await buffer(incoming));
  return new Request(new URL(url, `https://${host}`), { method, headers, body });
}
