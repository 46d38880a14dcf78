/**
 * npm run errors [-- [--list] [--refusals <file>] [<text in a name> …]]: every error text that somebody may paste is told for
 * what it is. Three sources: what documentation, known failures and reports give (scripts/errors/texts); what the
 * real command lines print in the broken worlds of all faults; and what they print to a reader who lacks a right, as
 * `npm run rights -- --record <file>` wrote it down (without the file that is run first, unless names are given). With
 * --list what each was told is printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Fault, Proof } from '../runbooks/define-faults.ts';
import type { Runbook } from '../runbooks/define-runbook.ts';
import { loadProofs } from '../runbooks/proofs.ts';
import { loadRunbooks } from '../runbooks/workflows.ts';
import commandOf from '../src/evidence/command-of.ts';
import type { EvidenceKind } from '../src/evidence/define-evidence.ts';
import { parsePasted } from '../src/evidence/parse-pasted.ts';
import { placeholdersIn } from '../src/inputs/expand.ts';
import { kindsOfRunbook } from '../src/verification/judge-step.ts';
import readAnything from '../src/verification/read-anything.ts';
import corpus from './errors/corpus.ts';
import { isNamed, nameOf } from './errors/is-named.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory, missingPrograms, type Subject } from './lib/laboratory.ts';
import { inPool } from './lib/pool.ts';
import type { Refusal } from './lib/refusals.ts';

const { values: options, positionals: wanted } = parseArgs({
  options: { list: { type: 'boolean' }, refusals: { type: 'string' } },
  allowPositionals: true,
});
const list = options.list === true;
const selected = (name: string) =>
  wanted.length === 0 || wanted.some((text) => name.includes(text));

const runbooks = await loadRunbooks();
const now = new Date();
/** Each text once, whichever guides it is read in: whether it was told for what it is in all of them. */
const texts = new Map<string, boolean>();

/** Counts a text, and says what is wrong with how it was told. */
function judge(
  name: string,
  text: string,
  told: ReturnType<typeof readAnything>,
  expected?: string,
): void {
  const ok = isNamed(told, expected);
  texts.set(text, ok && texts.get(text) !== false);
  const names = told.pieces.map(
    (piece) => nameOf(piece) ?? `unknown (${'message' in piece ? piece.message : ''})`,
  );
  if (!ok)
    console.log(
      `NOT NAMED  ${name}: told ${names.join(', ') || 'nothing'}${expected ? `, wanted ${expected}` : ''}\n      ${text.trim().slice(0, 600).replaceAll('\n', '\n      ')}`,
    );
  else if (list) console.log(`${name}: ${names.join(', ')}`);
}

/** Inputs as a reader has them, of each runbook: those of its healthy world. */
const inputsOf = new Map<string, Subject['inputs']>();

/** The texts that are given, each read in every guide of its provider; those of terminals in all. */
function readGiven(): void {
  for (const [provider, given] of Object.entries(corpus))
    for (const runbook of Object.values(runbooks)) {
      if (provider !== 'terminal' && runbook.provider !== provider) continue;
      for (const { text, from, named: expected } of given) {
        const isHere = expected
          .split(' or ')
          .map((one) => one.split(' '))
          .some(
            ([evidence, status]) =>
              status === undefined || kindsOfRunbook(runbook).some(({ id }) => id === evidence),
          );
        const name = `${runbook.id}, ${from}`;
        if (!isHere || !selected(name)) continue;
        const inputs = inputsOf.get(runbook.id) ?? {};
        judge(name, text, readAnything({ runbook, inputs, text, now }), expected);
      }
    }
}

/** What nobody saw in one world, which a command of the reader's would say. */
interface Unseen {
  runbook: Runbook;
  fault: Fault;
  kind: EvidenceKind;
  status: string;
}

/** Which refusals the reader's eyes meet in the broken worlds: each kind of evidence with each answer once. */
async function findUnseen(
  laboratory: Laboratory,
  proofs: Readonly<Record<string, Proof>>,
): Promise<Unseen[]> {
  const found = new Map<string, Unseen>();
  for (const runbook of Object.values(runbooks)) {
    const proof = proofs[runbook.id] as Proof;
    const kinds = new Map(kindsOfRunbook(runbook).map((kind) => [kind.id, kind]));
    for (const fault of proof.faults.filter(({ name }) => selected(`${runbook.id}: ${name}`))) {
      const subject = proof.healthyWorld(laboratory.simulator, fault.inputs);
      fault.breaks(subject);
      await laboratory.verify(runbook, subject, {
        vantage: 'reader',
        onEvent(event) {
          if (
            event.type !== 'evidence' ||
            !['absent', 'denied', 'unreachable'].includes(event.status)
          )
            return;
          const kind = kinds.get(event.id);
          if (!kind?.command || kind.vantages?.includes('pasted') === false) return;
          const words = (event.message ?? '').replace(/[\w-]*\d[\w-]*/g, '#');
          const key = `${event.id} ${event.status} ${words}`;
          if (!found.has(key)) found.set(key, { runbook, fault, kind, status: event.status });
        },
      });
      laboratory.simulator.removeWorld(subject.world);
    }
  }
  return [...found.values()];
}

/** Runs the command that meets a refusal in its world, and reads what it prints. */
async function readPrinted(
  laboratory: Laboratory,
  proofs: Readonly<Record<string, Proof>>,
  { runbook, fault, kind, status }: Unseen,
): Promise<void> {
  const subject = (proofs[runbook.id] as Proof).healthyWorld(laboratory.simulator, fault.inputs);
  fault.breaks(subject);
  const command = commandOf(kind, subject.inputs);
  if (placeholdersIn(command).length > 0 || missingPrograms(subject.reader).length > 0) return;
  const text = await printOf(laboratory, subject, command);
  const at = new Date(subject.world.clock.now());
  const { inputs } = subject;
  const name = `${runbook.id}, ${kind.id} ${status} in “${fault.name}”`;
  judge(name, text, readAnything({ runbook, inputs, text, now: at }));
  // With the command line above it, as it is copied, it is known which command met it.
  const read = parsePasted(kind, text, inputs, kindsOfRunbook(runbook));
  if (read.ok && read.evidence.status === 'absent') {
    const copied = `$ ${command}\n${text}`;
    const told = readAnything({ runbook, inputs, text: copied, now: at });
    judge(`${name}, with its command`, copied, told, `${kind.id} absent`);
  }
  laboratory.simulator.removeWorld(subject.world);
}

/** What the command prints; where nobody gets as far as a terminal, what signing in says. */
async function printOf(laboratory: Laboratory, subject: Subject, command: string): Promise<string> {
  let terminal: Awaited<ReturnType<Laboratory['terminal']>>;
  try {
    terminal = await laboratory.terminal(subject);
  } catch (error) {
    return `ERROR: ${/"error_description":"([^"]+)"/.exec(String(error))?.[1] ?? error}`;
  }
  await using opened = terminal;
  const { stdout, stderr } = await opened.run(command);
  return stdout + stderr;
}

/** What a reader reads who lacks a right: each refusal that the proof of the rights met. */
async function readRefusals(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'spot-refusals-'));
  try {
    const file = options.refusals ?? join(folder, 'refusals.jsonl');
    if (options.refusals === undefined) recordRefusals(file);
    for (const line of (await readFile(file, 'utf8')).split('\n').filter(Boolean)) {
      const { guide, step, right, stdout, stderr } = JSON.parse(line) as Refusal;
      const runbook = runbooks[guide];
      const text = (stdout + stderr).trim();
      // Some commands of guides throw away what they print, and only their status says that they were refused.
      if (!runbook || text === '') continue;
      const inputs = inputsOf.get(guide) ?? {};
      judge(
        `${guide}, ${step} without ${right}`,
        text,
        readAnything({ runbook, step, inputs, text, now }),
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function recordRefusals(file: string): void {
  const script = join(import.meta.dirname, 'rights.ts');
  const { status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, '--record', file],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, COUNTS_FILE: '' } },
  );
  if (status !== 0)
    console.log('The proof of the rights did not pass; what it met is read anyway.');
}

const proofs = await loadProofs();
{
  await using laboratory = await Laboratory.open();
  for (const [id, proof] of Object.entries(proofs)) {
    const subject = proof.healthyWorld(laboratory.simulator);
    inputsOf.set(id, subject.inputs);
    laboratory.simulator.removeWorld(subject.world);
  }
  readGiven();
  const unseen = await findUnseen(laboratory, proofs);
  await inPool(unseen, availableParallelism(), (one) => readPrinted(laboratory, proofs, one));
  if (wanted.length === 0) await readRefusals();
}
const named = [...texts.values()].filter(Boolean).length;
console.log(`error texts: ${texts.size}, named: ${named}`);
reportCounts(named, texts.size - named + (texts.size > 0 ? 0 : 1));
