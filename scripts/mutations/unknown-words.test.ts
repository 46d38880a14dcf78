import { expect, test } from 'vitest';
import type { AnyWorld, Proof } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { loadProofs } from '../../runbooks/proofs.ts';
import { loadRunbooks } from '../../runbooks/workflows.ts';
import type { Evidence } from '../../src/evidence/define-evidence.ts';
import { isOnPath } from '../../src/inputs/define-input.ts';
import { lookingVantages } from '../../src/providers/vantages.ts';
import { judgeStep } from '../../src/verification/judge-step.ts';
import { InProcess, type Look } from './look-in-process.ts';
import type { Json } from './operators.ts';

/** A word that no cloud says today. */
const newWord = 'SomethingNew2027';

/** Words that are no enumeration of a cloud, by the end of their field, and why. */
const noEnumerations: Readonly<Record<string, string>> = {
  displayName: 'people give names',
  denyAssignmentName: 'people give names',
  roleName: 'people give names',
  policyDefinitionId: 'a reference',
  title: 'people give names',
  name: 'a name',
  description: 'words for people',
  message: 'words for people',
  expression: 'the language of conditions, which has tests of its own',
  condition: 'the language of conditions, which has tests of its own',
  outcome: 'this program says it: an answer is none of a cloud',
  url: 'this program asked it',
  private_key: 'this program counts it',
  client_email: 'an address',
  userPrincipalName: 'an address',
  id: 'an identifier',
  roles: 'names of roles',
  assignments: 'null where looking was refused',
  scope: 'where it is',
  'permissions[]': 'names of permissions',
  'includedPermissions[]': 'names of permissions',
  'actions[]': 'names of actions',
  'dataActions[]': 'names of actions',
  'notActions[]': 'names of actions',
  'redirectUris[]': 'addresses',
  'members[]': 'addresses; their kinds are tested with the grants',
  hint: 'how a secret begins',
  field: 'the language of Azure Policy',
  'passwordCredentials[].restrictionType': 'there is no secret, whatever the policy says',
  'passwordCredentials[].state': 'there is no secret, whatever the policy says',
  'virtualMachines.code': 'the refusals of the other lists stand by themselves',
  'scaleSets.code': 'the refusals of the other lists stand by themselves',
  'networks.code': 'the refusals of the other lists stand by themselves',
};

/** Worlds in which an enumeration stands that no world in order has are faults and variants. */
function* worldsOf(proof: Proof, lab: InProcess): Generator<[AnyWorld, step?: string]> {
  for (const path of Object.values(proof.paths ?? { '': {} }))
    yield [proof.healthyWorld(lab.simulator, path)];
  for (const variant of proof.variants) yield [variant.build(lab.simulator)];
  for (const fault of proof.faults) {
    const subject = proof.healthyWorld(lab.simulator, fault.inputs);
    fault.breaks(subject as never);
    yield [subject, fault.step];
  }
}

interface Leaf {
  /** With `[]` for any index: `value[].properties.state`. */
  field: string;
  was: string;
  change(word: string): Json;
}

/** Every text in an answer that may be a word of a cloud. */
function wordsIn(value: Json, field = ''): Leaf[] {
  if (typeof value === 'string')
    return /^[A-Za-z_]+(_\d{4}-\d\d-\d\d)?$/.test(value)
      ? [{ field, was: value, change: (word) => word }]
      : [];
  if (Array.isArray(value))
    return value.flatMap((entry, index) =>
      wordsIn(entry, `${field}[]`).map((leaf) => ({
        ...leaf,
        change: (word: string) => value.with(index, leaf.change(word)),
      })),
    );
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    wordsIn(inner, field ? `${field}.${key}` : key).map((leaf) => ({
      ...leaf,
      change: (word: string) => ({ ...value, [key]: leaf.change(word) }),
    })),
  );
}

const isEnumeration = ({ field }: Leaf) =>
  !Object.keys(noEnumerations).some((end) => field === end || field.endsWith(`.${end}`));

/** What the steps say that a look was for. */
function judge(runbook: Runbook, subject: AnyWorld, look: Look, evidence: Look['evidence']) {
  const inputs = subject.inputs as Record<string, string>;
  return look.report.steps
    .filter(({ id }) => isOnPath(runbook.steps[id]?.when, inputs))
    .flatMap(
      ({ id: step }) =>
        judgeStep({ runbook, step, inputs, evidence, now: new Date(subject.world.clock.now()) })
          .results,
    )
    .flatMap(({ id, findings }) => findings.map(({ code }) => `${id} ${code}`));
}

/** What one word of one answer changes for the worse, if it is not known to anybody. */
function tryWord(
  runbook: Runbook,
  subject: AnyWorld,
  look: Look,
  { id, leaf, before }: { id: string; leaf: Leaf; before: readonly string[] },
): string[] {
  const place = `${id} ${leaf.field}, was ${leaf.was}`;
  const read = look.kinds.get(id)?.schema.safeParse(leaf.change(newWord));
  if (!read?.success) return [`${place}: the whole answer is refused`];
  const changed: Evidence = { status: 'found', value: read.data };
  const after = judge(runbook, subject, look, { ...look.evidence, [id]: changed });
  return after.filter((one) => !before.includes(one)).map((one) => `${place}: ${one}`);
}

/**
 * The enumerations of a cloud are open: a word that came later is not a bad word, and does not make
 * the rest of the answer unreadable. What may stay green in spite of it, `npm run mutations` says.
 */
test.each(['azure', 'gcp', 'spot'])(
  'an unknown word of %s is neither wrong nor refused',
  async (provider) => {
    using lab = new InProcess();
    const proofs = await loadProofs();
    const seen = new Set<string>();
    const wrong = new Set<string>();
    for (const runbook of Object.values(await loadRunbooks())) {
      if (!runbook.id.startsWith(`${provider}/`)) continue;
      for (const [subject, step] of worldsOf(proofs[runbook.id] as Proof, lab)) {
        for (const vantage of lookingVantages) {
          const look = await lab.look(runbook, subject, { vantage, step });
          const before = judge(runbook, subject, look, look.evidence);
          for (const [id, found] of Object.entries(look.evidence)) {
            if (found.status !== 'found') continue;
            for (const leaf of wordsIn(found.value as Json).filter(isEnumeration)) {
              const key = `${runbook.id} ${id} ${leaf.field} ${leaf.was}`;
              if (seen.has(key)) continue;
              seen.add(key);
              for (const problem of tryWord(runbook, subject, look, { id, leaf, before }))
                wrong.add(problem);
            }
          }
        }
        lab.simulator.removeWorld(subject.world);
      }
    }
    expect([...wrong]).toEqual([]);
    expect(seen.size).toBeGreaterThan(5);
  },
  120_000,
);
