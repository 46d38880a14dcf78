import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiError, createSession, setApiUrl } from '../../src/components/api/client.ts';
import { streamVerification } from '../../src/components/api/stream.ts';
import type { VerificationEvent, VerificationRequest } from '../../src/verification/events.ts';
import findFreePort from '../lib/find-free-port.ts';
import type { Problem } from './try-faults.ts';

const request: VerificationRequest = {
  runbook: 'aws/linked-account',
  step: 'connect',
  vantage: 'spot',
  inputs: {
    accountId: '111122223333',
    roleName: 'SpotRole',
    roleArn: 'arn:aws:iam::111122223333:role/SpotRole',
  },
};

/**
 * Kills a hosted server while a stream of events is under way, and starts another one: the page's own reader of
 * events has to say that the connection broke and to offer to check again, and checking again has to work, with
 * the session that the page has. The cloud of the first server never answers; that of the second cannot be reached.
 */
export async function breakStream(): Promise<{ runs: number; problems: Problem[] }> {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const port = await findFreePort();
  setApiUrl(`http://127.0.0.1:${port}`);
  const key = randomBytes(32).toString('hex');
  const problems: Problem[] = [];
  const expect = (fault: string, isSo: boolean, text: string) => {
    if (!isSo)
      problems.push({
        what: 'words',
        where: 'a page',
        fault,
        call: 'POST /v1/verifications',
        text,
      });
  };
  let server: ChildProcess | undefined;
  try {
    server = await startServer(
      port,
      key,
      `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    );
    const { session } = await createSession();
    const killed = await ask(session, (event) => {
      if (event.type === 'plan') server?.kill('SIGKILL');
    });
    expect(
      'the server is killed',
      killed.error?.title === 'Cut off' && /broke.*Check again/.test(killed.error.message),
      `It says: ${killed.error?.title}: ${killed.error?.message}`,
    );
    const down = await ask(session);
    expect(
      'there is no server',
      down.error?.title === 'No answer' && /cannot be reached/.test(down.error.message),
      `It says: ${down.error?.title}: ${down.error?.message}`,
    );
    server = await startServer(port, key, `http://127.0.0.1:${await findFreePort()}`);
    const again = await ask(session);
    const last = again.events.at(-1);
    const report = last?.type === 'report' ? last.report : undefined;
    expect(
      'the server is back, and the cloud is not',
      report?.status === 'undetermined' && JSON.stringify(report).includes('could not be reached'),
      `It ends with ${JSON.stringify(last ?? again.error?.message)}`,
    );
    return { runs: 3, problems };
  } finally {
    server?.kill('SIGKILL');
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
}

async function ask(
  session: string,
  onEvent: (event: VerificationEvent) => void = () => undefined,
): Promise<{ events: VerificationEvent[]; error?: ApiError }> {
  const events: VerificationEvent[] = [];
  try {
    await streamVerification(
      { ...request, session },
      {
        signal: AbortSignal.timeout(90_000),
        onEvent(event) {
          events.push(event);
          onEvent(event);
        },
      },
    );
    return { events };
  } catch (error) {
    if (error instanceof ApiError) return { events, error };
    throw error;
  }
}

const main = join(import.meta.dirname, '..', '..', 'src', 'server', 'main.ts');

async function startServer(port: number, key: string, proxy: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: {
      ...{ MODE: 'hosted', PORT: String(port), SESSION_KEY: key, SITE_DIR: '', LOG_LEVEL: 'error' },
      ...{ HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NO_PROXY: '' },
      ...{ AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'not-a-secret' },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    const answer = await fetch(`http://127.0.0.1:${port}/v1/status`).catch(() => undefined);
    await answer?.text();
    if (answer?.ok) return child;
    await wait(100);
  }
  child.kill('SIGKILL');
  throw new Error('The server did not start within 30 seconds.');
}
