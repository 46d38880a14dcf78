import type { AnyWorld } from '../../runbooks/define-faults.ts';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Evidence } from '../../src/evidence/define-evidence.ts';
import { isOnPath } from '../../src/inputs/define-input.ts';
import { judgeStep } from '../../src/verification/judge-step.ts';
import type { Json } from '../mutations/operators.ts';
import type { Look } from './look-in-process.ts';

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
 * What a look says that is worse, or no longer to be had, where one word of a cloud is not known to anybody yet. The enumerations
 * of a cloud are open: a word that came later is not a bad word, and does not make the rest of the
 * answer unreadable. What may stay green in spite of it, `npm run mutations` says.
 *
 * `seen` are the words that were tried before, each in its place; they are not tried again, and those that are, are added.
 */
export default function tryUnknownWords(
  runbook: Runbook,
  subject: AnyWorld,
  look: Look,
  seen: Set<string>,
): string[] {
  const words = Object.entries(look.evidence)
    .filter(([, { status }]) => status === 'found')
    .flatMap(([id, found]) =>
      wordsIn((found as { value: Json }).value)
        .filter(isEnumeration)
        .map((leaf) => ({ id, leaf, key: `${runbook.id} ${id} ${leaf.field} ${leaf.was}` })),
    )
    .filter(({ key }) => !seen.has(key));
  if (words.length === 0) return [];
  const before = judge(runbook, subject, look, look.evidence);
  return words.flatMap(({ id, leaf, key }) => {
    if (seen.has(key)) return [];
    seen.add(key);
    return tryWord(runbook, subject, look, { id, leaf, before });
  });
}
