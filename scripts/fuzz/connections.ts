import { setTimeout as delay } from 'node:timers/promises';
import { ask } from './ask.ts';
import { post, typed, verification } from './bombs.ts';
import type { SetUp } from './set-ups.ts';
import type { Target } from './start-target.ts';
import { say, statusesIn, type Talk, talk } from './talk.ts';

interface Field {
  target: Target;
  session: string;
  setUps: readonly SetUp[];
  /** Fewer of everything. */
  short: boolean;
}

/** A way of using connections badly, by name; answers with what was wrong about the server, if anything. */
type ConnectionAttack = (field: Field) => Promise<string | undefined>;

const tooLong = JSON.stringify({ a: 'x'.repeat(600_000) });
const health = say('GET', '/healthz');

/** What a server may do after a request that it refuses: go on, or say that it closes. */
async function goesOn(port: number, refused: string, status: number): Promise<string | undefined> {
  await using client = await talk(port, refused);
  if (!(await client.until(() => statusesIn(client.heard()).length > 0 || !!client.ended())))
    return `${status} was expected, and nothing came`;
  const [first] = statusesIn(client.heard());
  if (first !== status)
    return `${status} was expected, not ${first ?? client.ended()}: ${client.heard().slice(0, 300)}`;
  if (/^connection: close\r?$/im.test(client.heard().split('\r\n\r\n')[0] ?? '')) return undefined;
  // A kept connection is kept: behind a proxy the next request is another reader's.
  for (let turn = 2; turn <= 4; turn++) {
    client.socket.write(health);
    await client.until(() => statusesIn(client.heard()).length >= turn || !!client.ended());
    if (statusesIn(client.heard()).length < turn)
      return `after a ${status} on a kept connection the request ${turn} was not answered: ${client.ended() ?? 'silence'}`;
  }
  return undefined;
}

/** Both at once, as proxies send them: the second is answered, or may be asked again elsewhere. */
async function pipelines(
  port: number,
  refused: string,
  status: number,
): Promise<string | undefined> {
  await using client = await talk(port, refused + health);
  await client.until(() => statusesIn(client.heard()).length >= 2 || !!client.ended());
  const statuses = statusesIn(client.heard());
  if (statuses[0] !== status) return `${status} was expected, not ${statuses[0] ?? client.ended()}`;
  const closes = /^connection: close\r?$/im.test(client.heard());
  if (statuses[1] === 200 || (closes && client.ended() === 'closed')) return undefined;
  return `the request behind a ${status} got ${statuses[1] ?? client.ended() ?? 'silence'}`;
}

const refusals: Readonly<Record<string, [request: string, status: number]>> = {
  'a body that is too long': [say('POST', '/v1/verifications', { body: tooLong }), 413],
  'a body that is too long, in pieces': [
    `${say('POST', '/v1/verifications', { headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } })}${`${(60_000).toString(16)}\r\n${'x'.repeat(60_000)}\r\n`.repeat(10)}0\r\n\r\n`,
    413,
  ],
  'a reading that is too long': [say('POST', '/v1/readings', { body: tooLong }), 413],
  'a body that is no JSON': [say('POST', '/v1/verifications', { body: '{"a":' }), 400],
  'a body that does not fit': [say('POST', '/v1/verifications', { body: '{}' }), 422],
  'a body of another type': [
    say('POST', '/v1/verifications', { headers: { 'content-type': 'text/plain' }, body: tooLong }),
    415,
  ],
  'a body where none is read': [say('POST', '/v1/nothing', { body: tooLong }), 404],
  'a method that is not known': [say('PUT', '/v1/verifications', { body: tooLong }), 405],
};

/** Requests on which two readers of HTTP disagree; of what is hidden in them nothing may be answered. */
const hidden = say('GET', '/v1/runbooks');
const smuggled: Readonly<Record<string, string>> = {
  'a length and pieces': `POST /v1/readings HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
  'two lengths': `POST /v1/readings HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\ncontent-length: ${hidden.length}\r\n\r\n${hidden}`,
  'a length with a sign': `POST /v1/readings HTTP/1.1\r\nhost: x\r\ncontent-length: +0\r\n\r\n${hidden}`,
  'a coding that is not known': `POST /v1/readings HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked, x\r\n\r\n0\r\n\r\n${hidden}`,
  'a blank before the colon': `POST /v1/readings HTTP/1.1\r\nhost: x\r\ncontent-length : 0\r\n\r\n${hidden}`,
  'a folded line': `POST /v1/readings HTTP/1.1\r\nhost: x\r\nx: a\r\n content-length: 3\r\ntransfer-encoding:\r\n chunked\r\n\r\n0\r\n\r\n${hidden}`,
  'lines that end with LF': `POST /v1/readings HTTP/1.1\nhost: x\ncontent-length: 0\n\n${hidden}`,
  'a size of a piece that is none': `POST /v1/readings HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n\r\n${hidden}`,
};

/** What no client of this server says. */
const strange: Readonly<Record<string, string>> = {
  'HTTP/0.9': 'GET /\r\n',
  'HTTP/2 without asking': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'no host': 'GET /healthz HTTP/1.1\r\n\r\n',
  'two hosts': 'GET /healthz HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n',
  'a host that is none': say('GET', '/healthz', { headers: { host: 'a b\\c' } }),
  'a host of a proxy': say('GET', 'http://other.example/v1/status'),
  'an address that is none': say('GET', 'http://[::::]/v1/status'),
  'a path that is none': say('GET', '//'),
  'a path of backslashes': say('GET', '/\\..\\..\\etc\\passwd'),
  asterisk: say('OPTIONS', '*'),
  TRACE: say('TRACE', '/v1/status'),
  CONNECT: say('CONNECT', '127.0.0.1:22'),
  'a WebSocket': say('GET', '/v1/status', {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'x',
      'sec-websocket-version': '13',
    },
  }),
  'an expectation': say('POST', '/v1/readings', { headers: { expect: '200-ok' }, body: '{}' }),
  'a header of 100 KB': say('GET', '/healthz', { headers: { x: 'y'.repeat(100_000) } }),
  '10,000 headers': `GET /healthz HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(10_000)}\r\n`,
  'a path of 100 KB': say('GET', `/${'a'.repeat(100_000)}`),
  'a NUL in a header': say('GET', '/healthz', { headers: { x: 'a\0b' } }),
  noise: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.repeat(50),
};

/** Looks as the reader over a stream of events, at the first guide. */
const stream = ({ setUps, session }: Field, which = 0) => {
  const setUp = setUps[which % setUps.length] as SetUp;
  const { body } = post('', {
    ...{ runbook: setUp.runbook.id, vantage: 'reader', session },
    inputs: typed(setUp),
  });
  return say('POST', '/v1/verifications', {
    headers: {
      accept: 'text/event-stream',
      'x-forwarded-for': `10.9.${which >> 8}.${which & 255}`,
    },
    body: String(body),
  });
};

/** Many clients at once, each of whom does the same, and all go. */
async function crowd(
  { target }: Field,
  count: number,
  words: (index: number) => string,
  stay: (clients: readonly Talk[]) => Promise<unknown>,
): Promise<void> {
  const clients = await Promise.all(
    Array.from({ length: count }, (_, index) => talk(target.port, words(index))),
  );
  await stay(clients);
  for (const { socket } of clients) socket.resetAndDestroy();
}

/** All connection attacks, by name. */
export function listConnectionAttacks(): Readonly<Record<string, ConnectionAttack>> {
  const attacks: Record<string, ConnectionAttack> = {};
  for (const [name, [request, status]] of Object.entries(refusals)) {
    attacks[`${name}, and the next request`] = ({ target }) => goesOn(target.port, request, status);
    attacks[`${name}, and one right behind it`] = ({ target }) =>
      pipelines(target.port, request, status);
  }
  for (const [name, words] of Object.entries(smuggled))
    attacks[`a request hidden behind ${name}`] = async ({ target }) => {
      await using client = await talk(target.port, words);
      await client.until(() => !!client.ended(), 1_500);
      return client.heard().includes('"runbooks":[')
        ? 'the hidden request was answered'
        : undefined;
    };
  for (const [name, words] of Object.entries(strange))
    attacks[`strange: ${name}`] = async ({ target }) => {
      await using client = await talk(target.port, words);
      await client.until(() => statusesIn(client.heard()).length > 0 || !!client.ended(), 3_000);
      const [status] = statusesIn(client.heard());
      return status !== undefined && status >= 500 ? `it was answered with ${status}` : undefined;
    };
  return { ...attacks, ...crowds };
}

const crowds: Readonly<Record<string, ConnectionAttack>> = {
  async 'a body without end'({ target }) {
    await using client = await talk(
      target.port,
      say('POST', '/v1/readings', {
        headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      }),
    );
    const piece = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
    let sent = 0;
    for (const end = Date.now() + 20_000; !client.ended() && Date.now() < end; ) {
      if (!client.socket.write(piece)) await Promise.race([delay(200), drained(client)]);
      sent += 65_536;
      if (sent > 256 * 1024 * 1024) return `it read ${sent} bytes of a body, and goes on`;
    }
    return client.ended() ? undefined : 'it neither reads nor closes';
  },
  async 'clients that say half a header and wait'(field) {
    await crowd(
      field,
      field.short ? 50 : 300,
      () => 'POST /v1/readings HTTP/1.1\r\nhost: x\r\nx',
      async (clients) => {
        for (let turn = 0; turn < 10; turn++) {
          for (const { socket } of clients) if (!socket.destroyed) socket.write('y');
          await delay(100);
        }
      },
    );
    return undefined;
  },
  async 'clients that send their bodies drop by drop'(field) {
    await crowd(
      field,
      field.short ? 50 : 300,
      () =>
        `${say('POST', '/v1/readings', { headers: { 'content-type': 'application/json', 'content-length': '400000' } })}{`,
      async (clients) => {
        for (let turn = 0; turn < 10; turn++) {
          for (const { socket } of clients) if (!socket.destroyed) socket.write(' ');
          await delay(100);
        }
      },
    );
    return undefined;
  },
  async 'connections that say nothing'(field) {
    await crowd(
      field,
      field.short ? 200 : 1_000,
      () => '',
      () => delay(500),
    );
    return undefined;
  },
  async 'a client that closes its half'({ target }) {
    await using client = await talk(target.port);
    client.socket.end(health);
    await client.until(() => !!client.ended());
    return statusesIn(client.heard())[0] === 200
      ? undefined
      : `it was not answered: ${client.ended()}`;
  },
  async 'streams that nobody reads'(field) {
    if (field.target.name === 'serve-hosted') return undefined;
    await crowd(
      field,
      field.short ? 10 : 25,
      (index) => stream(field, index),
      async (clients) => {
        for (const { socket } of clients) socket.pause();
        await delay(1_500);
      },
    );
    return undefined;
  },
  async 'clients that leave in the middle of a stream'(field) {
    if (field.target.name === 'serve-hosted') return undefined;
    const rounds = field.short ? 3 : 50;
    for (let round = 0; round < rounds; round++)
      await crowd(
        field,
        10,
        (index) => stream(field, round * 10 + index),
        () => delay((round * 7) % 60),
      );
    return undefined;
  },
  /** One client, within all limits a minute, whose looks are refused and tried again. */
  async 'one client that takes all there is'({ target, session, setUps }) {
    if (target.name !== 'serve-hosted') return undefined;
    const inputs = {
      ...{ accountKind: 'payer', accountId: '111122223333', bucketName: 'spot-cur-111122223333' },
      ...{ reportPrefix: 'spotinst_eco', reportName: 'spotinst-cur-report', roleName: 'Nobody' },
      roleArn: 'arn:aws:iam::111122223333:role/Nobody',
    };
    const look = post('', {
      ...{ runbook: 'aws/management-account', step: 'connect', vantage: 'spot', inputs, session },
    });
    const words = say('POST', '/v1/verifications', {
      headers: { 'x-forwarded-for': '10.200.0.1' },
      body: String(look.body),
    });
    const clients = await Promise.all(Array.from({ length: 40 }, () => talk(target.port, words)));
    await delay(1_500);
    try {
      const setUp = setUps[0] as SetUp;
      const pasted = await ask(target.port, withClient(verification(setUp, session), '10.200.0.2'));
      if (pasted.status !== 200)
        return `another client's pasted output was not judged meanwhile: ${pasted.status}`;
      const other = await ask(
        target.port,
        withClient({ ...look, path: '/v1/verifications' }, '10.200.0.3'),
      );
      if (other.status !== 200) return `another client's look was refused: ${other.status}`;
      return undefined;
    } finally {
      for (const { socket } of clients) socket.resetAndDestroy();
    }
  },
};

const withClient = (attack: ReturnType<typeof post>, address: string) => ({
  ...attack,
  headers: { ...attack.headers, 'x-forwarded-for': address },
});

const drained = ({ socket }: Talk) =>
  new Promise<void>((resolve) => socket.once('drain', resolve).once('close', resolve));

/** After all have gone: work that goes on for nobody, and memory that was not given back. */
export async function findLeftBehind(
  { target, session, setUps }: Field,
  before: number,
): Promise<string[]> {
  const left: string[] = [];
  const answer = await ask(target.port, verification(setUps[0] as SetUp, session));
  if (answer.status !== 200) left.push(`afterwards nothing is judged: ${answer.status}`);
  await delay(1_000);
  const heap = (await target.vitals({ collect: true }))?.heap ?? 0;
  const grown = (heap - before) / 1024 / 1024;
  if (grown > mostMegabytes) left.push(`${Math.round(grown)} MB more are held than before`);
  return left;
}

/** What a process may keep for itself: compiled code, caches of a fixed size. */
const mostMegabytes = 60;
