/**
 * npm run fuzz [-- --short --seed N --inputs N --part NAME --only TEXT]: attacks the real server, in a process
 * of its own, over real sockets: the demo, and the hosted server over a simulated cloud.
 * - `inputs`: requests made of the OpenAPI document that the server itself serves, right, nearly right and wrong
 * - `evidence`: what says something else than that all is well, pasted into every step of every guide; nothing of it
 *   may be green
 * - `bombs`: what costs little to send and is meant to cost much: each list, map and text of each kind of evidence as
 *   full as a paste may be, names, inputs, and texts that patterns go back and forth in
 * - `connections`: clients that send too slowly, too much, half of it, or nothing, or leave
 *
 * After each the server has to answer everybody else, within 250 ms of its own computing; what it says of an error
 * is a problem document; nothing of a request is in its log. `--short` tries less, and fails for no milliseconds:
 * timings are no assertions where tests share a machine. `--only` chooses bombs and connection attacks by a part of
 * their names.
 */
import { parseArgs } from 'node:util';
import type { Report } from '../src/checks/report.ts';
import { Attacker, describeAttack } from './fuzz/attacker.ts';
import { listBombs, verification } from './fuzz/bombs.ts';
import { findLeftBehind, listConnectionAttacks } from './fuzz/connections.ts';
import { arbitraryUntrue, findBelievers, type Untrue } from './fuzz/false-greens.ts';
import { Findings } from './fuzz/findings.ts';
import { arbitraryRequests, type OpenApi } from './fuzz/inputs.ts';
import { Neighbour } from './fuzz/neighbour.ts';
import { gatherSetUps, type SetUp } from './fuzz/set-ups.ts';
import { startTarget, type TargetName } from './fuzz/start-target.ts';
import { reportCounts } from './lib/counts.ts';
import aws from './mutations/harmless/aws.ts';
import azure from './mutations/harmless/azure.ts';
import gcp from './mutations/harmless/gcp.ts';
import spot from './mutations/harmless/spot.ts';
import { joinHarmless } from './mutations/harmless-fields.ts';

const parts = ['inputs', 'evidence', 'bombs', 'connections'] as const;
type Part = (typeof parts)[number];

const { values: options } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string' },
    inputs: { type: 'string' },
    part: { type: 'string', multiple: true },
    only: { type: 'string' },
  },
});
const unknown = options.part?.find((one) => !parts.includes(one as Part));
if (unknown) throw new Error(`There is no part ${unknown}. They are ${parts.join(', ')}.`);
const chosen = new Set<string>(options.part ?? parts);
const seed = Number(options.seed ?? Date.now() % 1_000_000_000);
const total = Number(options.inputs ?? (options.short ? 700 : 10_000));
console.log(
  `seed ${seed} (again: npm run fuzz -- --seed ${seed}${options.short ? ' --short' : ''})`,
);
const startedAt = Date.now();
const findings = new Findings();

for (const name of ['serve-demo', 'serve-hosted'] as const) await attack(name);

const { inputs } = findings;
const failed = findings.all.filter(({ flaw }) => !(options.short && flaw === 'over 250 ms'));
const others = (['form', 'size', 'log', 'left behind'] as const)
  .map((flaw) => `${flaw}: ${findings.count(flaw)}`)
  .join(', ');
console.log(
  `${others}; answered “too busy” with a time to come back: ${findings.busy}; ${Math.round((Date.now() - startedAt) / 1000)} s`,
);
console.log(
  `fuzz: inputs ${inputs}, 5xx: ${findings.count('5xx')}, crashes: ${findings.count('crash')}, over 250 ms: ${findings.count('over 250 ms')}, false greens: ${findings.count('false green')}`,
);
reportCounts(Math.max(0, inputs - failed.length), failed.length);
process.exit();

async function attack(name: TargetName): Promise<void> {
  await using target = await startTarget(name);
  const attacker = new Attacker(target, findings);
  const { session, externalId } = (await (
    await fetch(`http://127.0.0.1:${target.port}/v1/sessions`, { method: 'POST' })
  ).json()) as { session: string; externalId: string };
  const setUps = await gatherSetUps({ externalId, allPaths: !options.short });
  await warmUp(attacker, setUps, session);
  const neighbour = new Neighbour(target);
  const isDemo = name === 'serve-demo';
  if (chosen.has('inputs'))
    await attackInputs(attacker, setUps, session, Math.ceil(total * (isDemo ? 0.3 : 0.1)));
  if (chosen.has('evidence') && isDemo)
    await attackEvidence(attacker, setUps, session, Math.ceil(total * 0.4));
  if (chosen.has('bombs') && isDemo) await attackBombs(attacker, setUps, session, total * 0.2);
  if (chosen.has('connections')) await attackConnections(attacker, setUps, session);
  const met = await neighbour.leave();
  for (const found of met) findings.add({ ...found, attack: `${name}, beside all` });
  console.log(`${name}: a neighbour waited ${Math.round(neighbour.slowestMs)} ms at most`);
  const how = await target.stop();
  if (how !== 'exit 0')
    findings.add({
      flaw: 'crash',
      attack: name,
      what: `it ended with ${how}: ${target.output().slice(-2_000)}`,
    });
}

/** What a program does the first time it has to read and compile; a running server has done it. */
async function warmUp(
  attacker: Attacker,
  setUps: readonly SetUp[],
  session: string,
): Promise<void> {
  for (let round = 0; round < 3; round++)
    for (const setUp of setUps) {
      const { answer } = await attacker.send(verification(setUp, session));
      if (answer.status !== 200)
        throw new Error(
          `The healthy evidence of ${setUp.runbook.id} is not even judged: ${JSON.stringify(answer)}`,
        );
    }
}

async function attackInputs(
  attacker: Attacker,
  setUps: readonly SetUp[],
  session: string,
  count: number,
): Promise<void> {
  const document = (await (
    await fetch(`http://127.0.0.1:${attacker.target.port}/v1/openapi.json`)
  ).json()) as OpenApi;
  let client = 0;
  await attacker.tryMany(`inputs of ${attacker.target.name}`, {
    arbitrary: arbitraryRequests({ document, setUps, session }),
    ...{ count, seed, describe: describeAttack },
    tryOne: async (attack) => {
      // Limits are for one client; each request is from another one, behind the proxy that is trusted.
      const from = `10.${(++client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`;
      const headers = { 'x-forwarded-for': from, ...attack.headers };
      return (await attacker.send({ ...attack, headers })).flaws;
    },
  });
}

async function attackEvidence(
  attacker: Attacker,
  setUps: readonly SetUp[],
  session: string,
  count: number,
): Promise<void> {
  await attacker.tryMany('evidence', {
    arbitrary: arbitraryUntrue(setUps, joinHarmless({ aws, azure, gcp, spot })),
    ...{ count, seed },
    describe: describeUntrue,
    tryOne: async (untrue) => {
      const flaws: Awaited<ReturnType<Attacker['look']>> = [];
      const judge = async (request: Parameters<Attacker['send']>[0]): Promise<Report> => {
        const { answer, flaws: found } = await attacker.send(request);
        flaws.push(...found);
        return answer.status === 200
          ? (JSON.parse(answer.text) as Report)
          : ({ steps: [] as Report['steps'] } as Report);
      };
      const believers = await findBelievers(untrue, { session, judge });
      if (believers.length > 0)
        flaws.push({
          flaw: 'false green',
          what: `${believers.join(', ')}: green, as evidence is ${untrue.way}`,
        });
      return flaws;
    },
  });
}

function describeUntrue({ setUp, way, step, texts, untrue, changes }: Untrue): string {
  return `${setUp.runbook.id} ${setUp.path} ${step ?? ''}, ${way}: ${changes?.join('; ') ?? ''}
      ${untrue.map((id) => `${id}: ${JSON.stringify(texts[id] === undefined ? undefined : tryParse(texts[id])).slice(0, 900)}`).join('\n      ')}`;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** As many of the bombs as there is room for, spread over all of them, others with each seed. */
async function attackBombs(
  attacker: Attacker,
  setUps: readonly SetUp[],
  session: string,
  count: number,
): Promise<void> {
  const named = [...listBombs({ setUps, session })].filter(({ name }) =>
    options.only ? name.includes(options.only) : true,
  );
  const each = Math.max(1, named.length / count);
  for (let at = options.only ? 0 : seed % each; at < named.length; at += each) {
    const bomb = named[Math.floor(at)];
    if (!bomb || attacker.target.ended()) return;
    const { flaws } = await attacker.send(bomb.make());
    findings.inputs += 1;
    for (const flaw of flaws) findings.add({ ...flaw, attack: bomb.name });
  }
}

async function attackConnections(
  attacker: Attacker,
  setUps: readonly SetUp[],
  session: string,
): Promise<void> {
  const { target } = attacker;
  const field = { target, setUps, session, short: options.short };
  const before = (await target.vitals({ collect: true }))?.heap ?? 0;
  for (const [name, attackBy] of Object.entries(listConnectionAttacks())) {
    if (options.only && !name.includes(options.only)) continue;
    if (target.ended()) return;
    findings.inputs += 1;
    const wrong = await attackBy(field);
    const attack = `${target.name}, ${name}`;
    if (wrong) findings.add({ flaw: 'left behind', attack, what: wrong });
    for (const flaw of await attacker.look()) findings.add({ ...flaw, attack });
  }
  for (const what of await findLeftBehind(field, before))
    findings.add({ flaw: 'left behind', attack: `${target.name}, connections`, what });
}
