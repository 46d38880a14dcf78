import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Binding } from '../../../evidence/gcp/_shared/allow-policy.ts';
import ancestorPolicies from '../../../evidence/gcp/ancestor-policies.ts';
import customRolesKind from '../../../evidence/gcp/custom-roles.ts';
import type project from '../../../evidence/gcp/project.ts';
import projectPolicy from '../../../evidence/gcp/project-policy.ts';
import type { Judge } from '../../define-check.ts';
import groupBy from '../../group-by.ts';
import { findSimilarName } from '../../similar.ts';
import { type AccountInputs, emailOf } from '../_fixes/commands.ts';
import type { CustomRoles } from './custom-roles.ts';
import { type grantDiagnoses, replaceRole } from './diagnoses.ts';
import evaluateCondition, { type Holds } from './evaluate-condition.ts';
import { isOfTheWork } from './excess.ts';
import { deletedMembers, isCollective, isEverybody } from './iam.ts';
import { administering, contained, holdersOf, mayHold, ofSpotsGuides } from './roles.ts';

type ValueOf<K> = K extends EvidenceKind<infer T> ? T : never;

export interface GrantEvidence {
  policy: { bindings?: Binding[] | undefined } | null;
  above: Evidence<ValueOf<typeof ancestorPolicies>>;
  project: Evidence<ValueOf<typeof project>>;
}

type Verdict = Judge<typeof grantDiagnoses>;

interface PlacedBinding extends Binding {
  /** Empty in the project itself, else e.g. `in folder 123`. */
  above: string;
}

/** Whoever lists policies in their first version sees roles under conditions by such names only. */
const hiddenCondition = /_withcond_[0-9a-f]+$/;

export interface Wanted {
  /** Roles that it must have; the first one is what the words are about. */
  needed: readonly [string, ...string[]];
  /**
   * Roles that are more than the reader chose, besides those with which one could take over the
   * project.
   */
  tooBroad?: readonly string[];
  /** What the needed roles are there for, by their names, where it may come from other roles too. */
  purposes: Readonly<Record<string, readonly string[]>>;
  /** What custom roles hold that were seen. */
  customRoles?: CustomRoles;
}

/**
 * Judges the roles of the service account as Google does: a binding counts wherever it is, in the
 * project or above it, if its condition holds; members of groups cannot be seen. Rights may be spread
 * over roles whose permissions are not seen here: then it cannot be told.
 */
export function judgeGrants(
  evidence: GrantEvidence,
  inputs: AccountInputs,
  wanted: Wanted,
  judge: Verdict,
) {
  const { needed, purposes, customRoles = new Map() } = wanted;
  const all = bindingsOf(evidence);
  const mine = rolesOf(all, inputs);
  judgeExcess(mine, inputs, wanted, judge);
  if (contradicts(evidence, inputs, needed))
    return judge.cannotTell(
      'The two answers about who has which role in the project do not say the same. Look again, at both.',
      [projectPolicy, ancestorPolicies],
    );
  const reach = reachOf(all, inputs);
  const lasting = permissionsOf(reach, customRoles, judge.now, ['always']);
  const current = permissionsOf(reach, customRoles, judge.now, ['always', 'until']);
  const has = (role: string) =>
    reach.some((binding) => binding.role === role && mayHoldNow(binding, judge.now));
  for (const role of needed) {
    const isHeld = (by: ReadonlySet<string>) =>
      purposes[role]?.every((one) => by.has(one)) === true;
    if (isHeld(lasting) || (!has(role) && isHeld(current))) continue;
    judgeRole(role, { all, mine: reach, evidence, inputs, purposes, customRoles }, judge);
  }
  judgeEnding(reach, inputs, { wanted, lasting }, judge);
}

/** Further roles that run out, and are all that gives something which Spot needs. */
function judgeEnding(
  mine: readonly PlacedBinding[],
  { projectId, serviceAccountId }: AccountInputs,
  {
    wanted: { needed, purposes, customRoles = new Map() },
    lasting,
  }: { wanted: Wanted; lasting: ReadonlySet<string> },
  judge: Verdict,
) {
  const work = Object.values(purposes).flat();
  for (const { role, condition } of mine) {
    const holds = condition && evaluateCondition(condition.expression, judge.now);
    if (holds?.kind !== 'until' || needed.includes(role)) continue;
    const own: readonly string[] = customRoles.get(role) ?? [];
    if (own.some((one) => work.includes(one) && !lasting.has(one)))
      judge.found('ends', { projectId, serviceAccountId, role, end: minute(holds.end) });
  }
}

/** What the service account may do by custom roles that were seen, and all its roles now. */
export function readEffective(
  evidence: Pick<GrantEvidence, 'policy' | 'above'>,
  inputs: AccountInputs,
  customRoles: CustomRoles,
  now: Date,
): { held: ReadonlySet<string>; roles: readonly string[] } {
  const mine = reachOf(bindingsOf(evidence), inputs).filter((binding) => mayHoldNow(binding, now));
  return {
    held: permissionsOf(mine, customRoles, now, ['always', 'until']),
    roles: [...new Set(mine.map(({ role }) => role))],
  };
}

/** What custom roles that were seen give, of the grants whose conditions are of these kinds. */
const permissionsOf = (
  mine: readonly PlacedBinding[],
  customRoles: CustomRoles,
  now: Date,
  kinds: readonly Holds['kind'][],
): ReadonlySet<string> =>
  new Set(
    mine
      .filter(
        ({ condition }) =>
          !condition || kinds.includes(evaluateCondition(condition.expression, now).kind),
      )
      .flatMap(({ role }) => customRoles.get(role) ?? []),
  );

function rolesOf(all: readonly PlacedBinding[], inputs: AccountInputs): PlacedBinding[] {
  const member = `serviceaccount:${emailOf(inputs)}`.toLowerCase();
  return all.filter(({ members }) => members.some((one) => one.toLowerCase() === member));
}

/** Those that everybody has too. */
function reachOf(all: readonly PlacedBinding[], inputs: AccountInputs): PlacedBinding[] {
  const mine = new Set(rolesOf(all, inputs));
  return all.filter((binding) => mine.has(binding) || binding.members.some(isEverybody));
}

/** Whether a grant holds now and for ever. */
const isLasting = ({ condition }: Binding, now: Date) =>
  !condition || evaluateCondition(condition.expression, now).kind === 'always';

const mayHoldNow = ({ condition }: Binding, now: Date) =>
  !condition ||
  !['over', 'never', 'notYet'].includes(evaluateCondition(condition.expression, now).kind);

function bindingsOf({ policy, above }: Pick<GrantEvidence, 'policy' | 'above'>): PlacedBinding[] {
  const own = (policy?.bindings ?? []).map((binding) => readBinding({ ...binding, above: '' }));
  const upper = (above.status === 'found' ? above.value : [])
    .filter(({ type }) => type !== 'project')
    .flatMap(({ type, id, policy: one }) =>
      (one.bindings ?? []).map((binding) => readBinding({ ...binding, above: `in ${type} ${id}` })),
    );
  return [...own, ...upper];
}

/**
 * Whether the project was seen twice, by itself and among what is above it, and the service account
 * has what it needs in one of the answers only.
 */
function contradicts(
  { policy, above }: GrantEvidence,
  inputs: AccountInputs,
  needed: readonly string[],
): boolean {
  const again =
    above.status === 'found' ? above.value.find(({ type }) => type === 'project') : undefined;
  if (!again) return false;
  const wanted = needed.flatMap((role) => [role, ...holdersOf(role)]);
  const summaryOf = (bindings: readonly Binding[] = []) =>
    JSON.stringify(
      rolesOf(
        bindings.map((binding) => readBinding({ ...binding, above: '' })),
        inputs,
      )
        .filter(({ role }) => wanted.includes(role))
        .map(({ role, condition }) => `${role} ${condition?.expression ?? ''}`)
        .sort(),
    );
  return summaryOf(policy?.bindings) !== summaryOf(again.policy.bindings);
}

function readBinding(binding: PlacedBinding): PlacedBinding {
  if (!hiddenCondition.test(binding.role)) return binding;
  return {
    ...binding,
    role: binding.role.replace(hiddenCondition, ''),
    condition: binding.condition ?? { expression: 'a condition that was not printed' },
  };
}

interface Grants {
  all: readonly PlacedBinding[];
  mine: readonly PlacedBinding[];
  evidence: GrantEvidence;
  inputs: AccountInputs;
  purposes: Wanted['purposes'];
  customRoles: CustomRoles;
}

function judgeRole(role: string, grants: Grants, judge: Verdict) {
  const { projectId, serviceAccountId } = grants.inputs;
  const data = { projectId, serviceAccountId, role };
  const sufficient = [role, ...holdersOf(role)];
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
      mayHoldNow({ role: one, condition, members }, judge.now),
  );
  if (collective) {
    const names = collective.members.filter(isCollective).join(', ');
    return judge.cannotTell(
      `${collective.role} is granted to ${names}. Whether the service account belongs to it cannot be seen here; check as Spot.`,
    );
  }
  const elsewhere = [
    ...new Set(
      grants.mine
        .filter((binding) => mayHoldNow(binding, judge.now))
        .map((binding) => binding.role),
    ),
  ];
  const isPossible = grants.purposes[role]?.every((permission) =>
    elsewhere.some((one) => mayHold(one, permission, projectId, grants.customRoles)),
  );
  if (isPossible && elsewhere.length > 0) {
    return judge.cannotTell(
      `The service account does not have ${role}, but ${elsewhere.join(', ')}. Whether that holds all that Spot needs is not seen here; check as Spot.`,
      [customRolesKind],
    );
  }
  const over = of('over');
  if (over) return judge.found('over', { ...data, end: `until ${minute(over.holds.end)}` });
  if (of('never'))
    return judge.found('over', { ...data, end: 'under a condition that never holds' });
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
  const alike = findAlike(data, all, emailOf(inputs));
  if (alike) return judge.found('toAlike', { ...data, ...alike });
  const others = [...new Set(mine.map(({ role }) => role))];
  if (others.length > 0) judge.found('another', { ...data, roles: others });
  else judge.found('missing', data);
}

/** A service account with almost the same address that has the role in the project instead. */
function findAlike(
  { role }: { role: string },
  all: readonly PlacedBinding[],
  email: string,
): { alike: string } | undefined {
  const holders = all
    .filter((binding) => binding.role === role && binding.above === '')
    .flatMap(({ members }) =>
      members.flatMap((one) => /^serviceAccount:(.+)$/.exec(one)?.[1] ?? []),
    );
  const alike = findSimilarName(email, holders);
  return alike === undefined ? undefined : { alike };
}

function judgeExcess(
  mine: readonly PlacedBinding[],
  { projectId, serviceAccountId }: AccountInputs,
  { needed, tooBroad = [], purposes, customRoles = new Map() }: Wanted,
  judge: Verdict,
) {
  const role = needed[0];
  const data = { projectId, serviceAccountId, role };
  const lacking = needed.filter((wanted) => !mine.some((binding) => binding.role === wanted));
  // One that ends, or holds sometimes, does not replace what would be taken away.
  const isSometimes = needed.some((wanted) => {
    const grants = mine.filter((binding) => binding.role === wanted);
    return grants.length > 0 && !grants.some((binding) => isLasting(binding, judge.now));
  });
  const own = customRoles.get(role);
  const lacked = purposes[role]?.filter((one) => own && !own.includes(one)) ?? [];
  const effective = mine.filter((binding) => mayHoldNow(binding, judge.now));
  const excess = effective.filter(({ role: one }) => !needed.includes(one));
  const containedIn = listContained(effective);
  const isHanding = ({ role: one }: Binding) => administering.has(one) || tooBroad.includes(one);
  for (const { role: broad, above } of excess.filter(isHanding)) {
    const gives = lacked.filter((one) => mayHold(broad, one, projectId, customRoles));
    // What is granted above the project is for somebody else to take away.
    const mayGo = above === '' && !isSometimes;
    const commands = mayGo ? replaceRole(data, broad, lacking, gives) : [];
    judge.found('tooMuch', { ...data, broad, where: above || `in ${projectId}`, commands, gives });
  }
  const further = excess
    .filter((one) => !isHanding(one) && !ofSpotsGuides.has(one.role))
    .filter(({ role: one, above }) => !containedIn.get(above)?.has(one))
    .filter((one) => customRoles.get(one.role)?.every(isOfTheWork) !== true)
    .map(({ role: name, above }) => ({ role: name, where: above || `in ${projectId}` }));
  const completing = further.filter(({ role: one }) =>
    lacked.some((permission) => mayHold(one, permission, projectId, customRoles)),
  );
  if (completing.length > 0)
    return judge.cannotTell(
      `${role} lacks something, and the service account also has ${completing.map(({ role: one }) => one).join(', ')}. Whether that holds the rest and no more is not seen here; check as Spot.`,
      [customRolesKind],
    );
  // What it has instead of the role it needs is told with that.
  if (further.length > 0 && lacking.length === 0)
    judge.found('further', { ...data, roles: further });
}

/** By place, the roles that add nothing to another that is granted there without an end. */
function listContained(all: readonly PlacedBinding[]): ReadonlyMap<string, ReadonlySet<string>> {
  const lasting = groupBy(
    all.filter(({ condition }) => !condition),
    ({ above }) => above,
  );
  return new Map(
    [...lasting].map(([above, ones]) => [
      above,
      new Set(ones.flatMap(({ role }) => contained[role] ?? [])),
    ]),
  );
}

const minute = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
