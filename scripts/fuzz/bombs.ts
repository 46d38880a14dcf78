import { z } from 'zod';
import corpus from '../errors/corpus.ts';
import type { JsonSchema } from './arbitraries.ts';
import type { Attack } from './ask.ts';
import { leastOf, makeFull, placesToFill } from './full-values.ts';
import type { SetUp } from './set-ups.ts';

/** A request that costs little to send, and is meant to cost the server much. */
export interface Bomb {
  name: string;
  /** Made when it is sent: together they are larger than memory. */
  make(): Attack;
}

/** Characters of one pasted text, and of one input, as the API's document has them. */
const longestText = 262_144;
const longestInput = 8_192;
/** Bytes of a body that are read. */
const longestBody = 512 * 1024;

/** What fills lists, names and texts: the entry of this number. */
const fillings: Readonly<Record<string, (index: number) => string>> = {
  'one wildcard pattern': () => `${'*m*i*c*r*o*s*o*f*t'.repeat(3)}#`,
  'long wildcard patterns': (index) => `${'*a'.repeat(1_000)}#${index}`,
  'wildcard patterns': (index) => `*${index.toString(36)}*e*a*i*o*r*`,
  'question marks': (index) => `*${'?'.repeat(40)}${index.toString(36)}*`,
  actions: (index) => `s3:Get${index.toString(36)}*`,
  operations: (index) => `Microsoft.Compute/*/x${index.toString(36)}/*/read`,
  permissions: (index) => `compute.instances.x${index.toString(36)}`,
  ARNs: (index) => `arn:aws:s3:::*${index.toString(36)}*/*?*`,
  scopes: (index) => `/subscriptions/11111111-2222-4333-8444-${String(index).padStart(12, '0')}`,
  names: (index) => `n${index.toString(36)}`,
  'one letter': () => 'a',
};

/** What a pattern that goes back and forth would go back and forth in. */
const pieces: readonly string[] = [
  ...[
    'a',
    ' ',
    '\n',
    '\t',
    '"',
    '\\',
    '\\"',
    '/',
    ':',
    '-',
    '.',
    '@',
    '*',
    '?',
    '0',
    '=',
    '%',
    '$',
  ],
  ...[
    '{',
    '[',
    '{"',
    '{"a":',
    '[{"a":[',
    '{}\n',
    '[{}]\n',
    '{"a":1}\n',
    '}\n{',
    '“',
    '\u200b',
    'é',
  ],
  ...[
    '\u001b',
    '\u001b]',
    '\u001b[',
    '\u001b]8;;',
    '\r',
    ' \n',
    'a ',
    'a\n',
    'a.',
    'a/',
    'a-',
    'aA1',
  ],
  ...[
    'An error occurred (',
    'An error occurred (A) when calling the ',
    'ERROR: ',
    'ERROR: (gcloud.',
  ],
  ...['User: ', 'User: arn:aws:iam::111122223333:user/x is not authorized to perform: '],
  ...['$ ', 'PS C:\\> ', 'sam@host:~$ aws ', '$ aws iam get-role --role-name x\n', 'usage: aws '],
  ...[
    '<html>',
    '<a ',
    '<',
    '---\n',
    '- ',
    '+ ',
    '| ',
    '| a |\n',
    'a: b\n',
    '"a": ',
    "'",
    "- '",
    '│ ',
  ],
  `${'x'.repeat(60)}\n`,
  `${'{'.padEnd(60)}\n`,
  `${'ERROR: (A) '.padEnd(80, 'a')}\n`,
];

interface Bombing {
  setUps: readonly SetUp[];
  session: string;
}

/** All bombs. */
export function* listBombs(bombing: Bombing): Generator<Bomb> {
  yield* evidenceBombs(bombing);
  yield* bodyBombs(bombing);
  yield* inputBombs(bombing);
  yield* textBombs(bombing);
}

/** A judged request: the set-up, with these parts instead of its own. */
export function verification(
  { runbook, inputs, texts }: SetUp,
  session: string,
  parts: Record<string, unknown> = {},
): Attack {
  return post('/v1/verifications', {
    ...{ runbook: runbook.id, vantage: 'pasted', session },
    inputs: typed({ runbook, inputs }),
    evidence: texts.healthy,
    ...parts,
  });
}

/** The inputs that a reader types: the server takes none that it issues. */
export const typed = ({ runbook, inputs }: Pick<SetUp, 'runbook' | 'inputs'>) =>
  Object.fromEntries(
    Object.entries(inputs).filter(([name]) => runbook.inputs[name]?.source !== 'session'),
  );

export function post(path: string, body: unknown): Attack {
  return {
    ...{ method: 'POST', path },
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

/** Each list, each map and each text of each kind of evidence, as full as a paste may be. */
function* evidenceBombs({ setUps, session }: Bombing): Generator<Bomb> {
  for (const setUp of setUps) {
    for (const kind of setUp.kinds) {
      const schema = z.toJSONSchema(kind.schema, {
        io: 'input',
        unrepresentable: 'any',
      }) as JsonSchema;
      const healthy = setUp.texts.healthy[kind.id];
      const base: unknown = healthy === undefined ? leastOf(schema) : JSON.parse(healthy);
      for (const place of placesToFill(schema))
        for (const [called, fill] of Object.entries(fillings))
          yield {
            name: `${setUp.runbook.id}: ${kind.id} ${place.name} full of ${called}`,
            make: () =>
              verification(setUp, session, {
                evidence: {
                  ...setUp.texts.healthy,
                  [kind.id]: makeFull(place, { base, fill, longest: longestText }),
                },
              }),
          };
    }
  }
}

/** Names where names may stand, as many as a body holds. */
function* bodyBombs({ setUps, session }: Bombing): Generator<Bomb> {
  for (const setUp of setUps) {
    for (const field of ['inputs', 'evidence'])
      for (const [called, fill] of Object.entries(fillings))
        yield {
          name: `${setUp.runbook.id}: ${field} of ${called}`,
          make: () =>
            verification(setUp, session, {
              [field]: namesUpTo(longestBody - 60_000, fill),
              ...(field === 'inputs' ? { evidence: {} } : {}),
            }),
        };
    for (const [called, fill] of Object.entries(fillings))
      yield {
        name: `${setUp.runbook.id}: a body of ${called}`,
        make: () =>
          verification(setUp, session, {
            evidence: {},
            ...namesUpTo(longestBody - 20_000, fill),
          }),
      };
  }
}

function namesUpTo(bytes: number, fill: (index: number) => string): Record<string, string> {
  const names: Record<string, string> = {};
  for (let size = 0, index = 0; size < bytes; index++) {
    const name = `${fill(index).slice(0, 80)}${index.toString(36)}`;
    names[name] = '';
    size += JSON.stringify(name).length + 4;
  }
  return names;
}

/** Each input as long as inputs may be, of everything that a rule may stumble over. */
function* inputBombs({ setUps, session }: Bombing): Generator<Bomb> {
  for (const setUp of setUps) {
    const names = Object.keys(typed(setUp));
    for (const piece of [...pieces, ...names.map((name) => setUp.inputs[name] as string)])
      for (const before of [false, true])
        yield {
          name: `${setUp.runbook.id}: inputs ${before ? 'that begin well, and go on with' : 'of'} ${JSON.stringify(piece).slice(0, 40)}`,
          make: () =>
            verification(setUp, session, {
              evidence: {},
              inputs: Object.fromEntries(
                names.map((name) => [
                  name,
                  `${before ? setUp.inputs[name] : ''}${repeat(piece, longestInput)}`.slice(
                    0,
                    longestInput,
                  ),
                ]),
              ),
            }),
        };
  }
}

/** Texts that may be anything: to be read, and as the output of each command. */
function* textBombs({ setUps, session }: Bombing): Generator<Bomb> {
  const known = Object.values(corpus).flatMap((texts) => texts.map(({ text }) => text));
  const halves = known.map((text) => text.slice(0, Math.ceil(text.length / 2)));
  const stretched = known.map((text) => text.replaceAll(' ', ' '.repeat(200)));
  const texts = new Set([...pieces, ...known, ...halves, ...stretched]);
  let turn = 0;
  for (const text of texts) {
    // Obstacles of all providers are in every table: one guide of each provider in turn.
    const setUp = setUps[turn++ % setUps.length] as SetUp;
    const { runbook } = setUp;
    const whole = () => repeat(text, longestText);
    yield {
      name: `${runbook.id}: a reading of ${JSON.stringify(text.slice(0, 60))} …`,
      make: () =>
        post('/v1/readings', {
          ...{ runbook: runbook.id, session, text: whole() },
          inputs: typed(setUp),
        }),
    };
    const { id } = setUp.kinds[turn % setUp.kinds.length] as { id: string };
    yield {
      name: `${runbook.id}: ${id} is ${JSON.stringify(text.slice(0, 60))} …`,
      make: () => verification(setUp, session, { evidence: { [id]: whole() } }),
    };
  }
  for (const setUp of setUps) {
    const all = Object.values(setUp.texts.healthy).join('\n');
    yield {
      name: `${setUp.runbook.id}: a reading of all outputs, again and again`,
      make: () =>
        post('/v1/readings', {
          ...{ runbook: setUp.runbook.id, session, text: repeat(`${all}\n`, longestText) },
          inputs: typed(setUp),
        }),
    };
  }
}

const repeat = (piece: string, longest: number) =>
  piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest);
