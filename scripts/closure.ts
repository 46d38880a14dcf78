/**
 * npm run closure [-- <workflow> …]: nothing is left over. Every workflow has its page and its
 * files; every step has a check and stands in the guide; every check passes in a healthy world and
 * fails in some fault; every diagnosis has a fault; every permission a reason; every input a use;
 * every collector a kind; no guide repeats another. With names, only these workflows are looked at in their worlds.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadCards } from '../runbooks/cards.ts';
import type { Proof } from '../runbooks/define-faults.ts';
import { loadProofs } from '../runbooks/proofs.ts';
import { loadPermissions, loadRunbooksWithDocuments } from '../runbooks/workflows.ts';
import {
  codesOf,
  diagnosesOf,
  listChecks,
  proveChecksUsed,
  proveDiagnoses,
  proveFaultsOf,
} from './closure/checks.ts';
import { proveEvidence } from './closure/evidence.ts';
import { proveGuardrails } from './closure/guardrails.ts';
import { Ledger } from './closure/ledger.ts';
import { listFolders, proveFiles } from './closure/prove-files.ts';
import { proveCard, proveGuide, provePaths, provePermissions } from './closure/prove-guide.ts';
import { proveHealthyWorld } from './closure/prove-healthy-world.ts';
import { proveProse } from './closure/prove-prose.ts';
import { reportCounts } from './lib/counts.ts';
import { Laboratory } from './lib/laboratory.ts';

const root = new URL('..', import.meta.url).pathname;
const wanted = process.argv.slice(2);
const ledger = new Ledger();

const files = ['docs', 'runbooks', 'src/checks'].flatMap(listFiles);
proveFiles(ledger, files);
// What is not there cannot be loaded.
if (ledger.orphans.length === 0) await proveWorkflows();
for (const orphan of ledger.orphans) console.log(`orphan: ${orphan}`);
reportCounts(ledger.looked - ledger.orphans.length, ledger.orphans.length);

async function proveWorkflows(): Promise<void> {
  const runbooks = await loadRunbooksWithDocuments();
  const proofs = await loadProofs();
  const permissions = await loadPermissions();
  const ids = Object.keys(runbooks);
  for (const id of wanted)
    ledger.need(ids.includes(id), `there is no workflow ${id}: it is one of ${ids.join(', ')}`);

  let actions = 0;
  for (const [id, runbook] of Object.entries(runbooks)) {
    const proof = proofs[id] as Proof;
    proveGuide(ledger, runbook, runbooks);
    provePaths(ledger, runbook, proof);
    proveFaultsOf(ledger, runbook, proof);
    actions += provePermissions(ledger, id, permissions[id]);
  }
  for (const card of await loadCards()) proveCard(ledger, card, ids);
  const checks = listChecks(Object.values(runbooks));
  proveProse(ledger, ids);
  const everyProof = Object.values(proofs);
  proveDiagnoses(ledger, checks, codesOf(everyProof));
  proveGuardrails(ledger, codesOf(everyProof));
  proveEvidence(ledger, checks);
  proveChecksUsed(ledger, listFolders('src/checks', files), checks);

  await using laboratory = await Laboratory.open();
  for (const [id, runbook] of Object.entries(runbooks)) {
    if (wanted.length > 0 && !wanted.includes(id)) continue;
    await proveHealthyWorld({ ledger, laboratory, runbook, proof: proofs[id] as Proof });
  }

  const steps = Object.values(runbooks).flatMap((runbook) => Object.keys(runbook.steps));
  const faults = everyProof.flatMap((proof) => proof.faults);
  console.log(
    `workflows: ${ids.length}, steps: ${steps.length}, checks: ${checks.length}, diagnoses: ${checks.flatMap(diagnosesOf).length}, ` +
      `faults: ${faults.length}, permissions: ${actions}, orphans: ${ledger.orphans.length}`,
  );
}

/** The files below a folder, relative to the root. */
function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}
