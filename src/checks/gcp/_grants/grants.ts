import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Binding } from '../../../evidence/gcp/_shared/allow-policy.ts';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import type project from '../../../evidence/gcp/project.ts';
import type { Judge } from '../../define-check.ts';
import { type AccountInputs, emailOf } from '../_fixes/commands.ts';
import { type grantDiagnoses, replaceRole } from './diagnoses.ts';
import { deletedMembers, evaluateCondition, type Holds, isCollective } from './iam.ts';

type ValueOf<K> = K extends EvidenceKind<infer T> ? T : never;

export interface GrantEvidence {
  policy: { bindings?: Binding[] | undefined } | null;
  above: Evidence<ValueOf<typeof ancestorPolicies>>;
  project: Evidence<ValueOf<typeof project>>;
}

type Verdict = Judge<typeof grantDiagnoses>;

/** Roles with which the holder of a key could take over the project. */
const administering: ReadonlySet<string> = new Set([
  'roles/owner',
  'roles/iam.securityAdmin',
  'roles/admin',
  'roles/resourcemanager.projectIamAdmin',
  'roles/resourcemanager.folderAdmin',
  'roles/resourcemanager.folderIamAdmin',
  'roles/resourcemanager.organizationAdmin',
  'roles/iam.serviceAccountAdmin',
  'roles/iam.serviceAccountKeyAdmin',
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.roleAdmin',
]);

/** Roles that hold all of another. */
const holders: Readonly<Record<string, readonly string[]>> = {
  'roles/editor': ['roles/owner'],
  'roles/iam.serviceAccountUser': ['roles/editor', 'roles/owner'],
};

interface PlacedBinding extends Binding {
  /** Empty in the project itself, else e.g. `in folder 123`. */
  above: string;
}

/**
 * Judges the roles of the service account as Google does: a binding counts wherever it is, in the
 * project or above it, if its condition holds; members of groups cannot be seen.
 * @param needed - roles that it must have; the first one is what the words are about
 * @param tooBroad - roles that are more than the reader chose, besides those with which one could
 *   take over the project
 */
export function judgeGrants(
  evidence: GrantEvidence,
  inputs: AccountInputs,
  needed: readonly [string, ...string[]],
  tooBroad: readonly string[],
  judge: Verdict,
) {
  const all = bindingsOf(evidence);
  const member = `serviceaccount:${emailOf(inputs)}`.toLowerCase();
  const mine = all.filter(({ members }) => members.some((one) => one.toLowerCase() === member));
  for (const role of needed) judgeRole(role, { all, mine, evidence, inputs }, judge);
  judgeExcess(mine, inputs, needed, tooBroad, judge);
}

function bindingsOf({ policy, above }: GrantEvidence): PlacedBinding[] {
  const own = (policy?.bindings ?? []).map((binding) => ({ ...binding, above: '' }));
  const upper = (above.status === 'found' ? above.value : [])
    .filter(({ type }) => type !== 'project')
    .flatMap(({ type, id, policy: one }) =>
      (one.bindings ?? []).map((binding) => ({ ...binding, above: `in ${type} ${id}` })),
    );
  return [...own, ...upper];
}

interface Grants {
  all: readonly PlacedBinding[];
  mine: readonly PlacedBinding[];
  evidence: GrantEvidence;
  inputs: AccountInputs;
}

function judgeRole(role: string, grants: Grants, judge: Verdict) {
  const { projectId, serviceAccountId } = grants.inputs;
  const data = { projectId, serviceAccountId, role };
  const sufficient = [role, ...(holders[role] ?? [])];
  const conditions = grants.mine
    .filter((binding) => sufficient.includes(binding.role))
    .map(({ condition }) => condition);
  if (conditions.some((condition) => !condition)) return;
  const verdicts = conditions
    .filter((condition) => condition !== undefined)
    .map(({ expression }) => ({ expression, holds: evaluateCondition(expression, judge.now) }));
  const of = <K extends Holds['kind']>(kind: K) =>
    verdicts.find(
      (one): one is { expression: string; holds: Extract<Holds, { kind: K }> } =>
        one.holds.kind === kind,
    );

  if (of('always')) return;
  const ending = of('until');
  if (ending) return judge.found('ends', { ...data, end: minute(ending.holds.end) });
  const open = of('unknown') ?? of('notYet');
  if (open) {
    judge.found('conditional', { ...data, expression: open.expression });
    return judge.cannotTell(
      'Whether the condition lets Spot do its work can only be seen as Spot.',
    );
  }
  const collective = grants.all.find(
    ({ role: one, condition, members }) =>
      sufficient.includes(one) &&
      members.some(isCollective) &&
      (!condition || evaluateCondition(condition.expression, judge.now).kind !== 'over'),
  );
  if (collective) {
    const names = collective.members.filter(isCollective).join(', ');
    return judge.cannotTell(
      `${collective.role} is granted to ${names}. Whether the service account belongs to it cannot be seen here; check as Spot.`,
    );
  }
  const over = of('over');
  if (over) return judge.found('over', { ...data, end: minute(over.holds.end) });
  judgeMissing(data, grants, judge);
}

/** No binding of the role names the service account, nor a group. */
function judgeMissing(
  data: AccountInputs & { role: string },
  { all, mine, evidence, inputs }: Grants,
  judge: Verdict,
) {
  const hasParent =
    evidence.project.status !== 'found' || evidence.project.value.parent !== undefined;
  if (evidence.above.status !== 'found' && hasParent) {
    judge.found('unseenAbove', data);
    return judge.cannotTell(
      'What the folders and the organization above the project grant could not be seen.',
      [ancestorPolicies],
    );
  }
  const gone = deletedMembers(
    all.filter(({ above }) => above === ''),
    emailOf(inputs),
  );
  if (gone[0]) {
    return judge.found('ofDeleted', {
      ...data,
      deleted: gone[0].member,
      roles: [...new Set(gone.map(({ role }) => role))],
    });
  }
  const others = [...new Set(mine.map(({ role }) => role))];
  if (others.length > 0) judge.found('another', { ...data, roles: others });
  else judge.found('missing', data);
}

function judgeExcess(
  mine: readonly PlacedBinding[],
  { projectId, serviceAccountId }: AccountInputs,
  needed: readonly [string, ...string[]],
  tooBroad: readonly string[],
  judge: Verdict,
) {
  const role = needed[0];
  const data = { projectId, serviceAccountId, role };
  const lacking = needed.filter((wanted) => !mine.some((binding) => binding.role === wanted));
  for (const binding of mine) {
    const { role: broad, above } = binding;
    if (needed.includes(broad) || !(administering.has(broad) || tooBroad.includes(broad))) continue;
    // What is granted above the project is for somebody else to take away.
    const commands = above === '' ? replaceRole(data, broad, lacking) : [];
    judge.found('tooMuch', { ...data, broad, where: above || `in ${projectId}`, commands });
  }
}

const minute = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
