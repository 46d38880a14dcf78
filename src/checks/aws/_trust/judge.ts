import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import role from '../../../evidence/aws/role.ts';
import { roleStackName } from '../../../evidence/aws/role-stack-events.ts';
import type spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Judge } from '../../define-check.ts';
import { findAccountMismatch } from '../_account/guard.ts';
import { findStackFailure, findStackStatus, type StackEvents } from '../_stack/failure.ts';
import { findGuardrail } from '../_stack/guardrail.ts';
import { type TrustData, trustDiagnoses } from './diagnoses.ts';
import { analyseTrust } from './findings.ts';
import { accountsOf } from './party.ts';

type ValueOf<K> = K extends EvidenceKind<infer T> ? T : never;
type Found<K> = Evidence<ValueOf<K>>;

/**
 * What any check on a role that trusts Spot may look at. `stack`: events of the stack that would
 * have made the role.
 */
export interface TrustEvidence {
  role: Found<typeof role>;
  assumption: Found<typeof spotAssumption>;
  identity: Found<typeof callerIdentity>;
  stack?: Evidence<StackEvents>;
}

/**
 * How long IAM may take until STS knows a new role. AWS names no time; this is well above what is
 * seen. Source:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
const propagationMs = 120_000;

/** How long CloudFormation takes for a role, generously. */
const stackMs = 120_000;

const noStack: Evidence<never> = { status: 'notCollected', message: 'No stack makes this role.' };

/**
 * Judges a role that is to trust Spot: by its trust policy where it is seen, and by what Spot's
 * attempts to use it brought.
 */
export function judgeTrust(
  { role: seen, assumption, stack = noStack, identity }: TrustEvidence,
  names: Omit<TrustData, 'document' | 'now'>,
  judge: Verdict,
) {
  const data: TrustData = {
    ...names,
    document: seen.status === 'found' ? seen.value.Role.AssumeRolePolicyDocument : undefined,
    now: judge.now,
  };
  const tried = assumption.status === 'found' ? assumption.value : undefined;
  if (seen.status !== 'found' && seen.status !== 'absent') return judgeByTrying(tried, data, judge);

  const elsewhere = findAccountMismatch(identity, data.accountId);
  if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
  if (seen.status === 'absent') {
    if (tried?.withExternalId === 'granted')
      return judge.cannotTell(contradiction('says that there is no such role'), [role]);
    return judgeMissing(stack, data, judge);
  }

  const { AssumeRolePolicyDocument: document, CreateDate } = seen.value.Role;
  const { findings, unknown, admits } = analyseTrust(
    document,
    data.party,
    data.externalId,
    judge.now,
  );
  if (tried?.withExternalId === 'granted' && !admits && unknown.length === 0) {
    return judge.cannotTell(contradiction('would refuse it'), [role]);
  }
  for (const finding of findings) judge.found(finding.name, { ...data, ...finding } as never);
  if (findings.some(({ name }) => trustDiagnoses[name].severity === 'fail')) return;
  if (unknown.length > 0 && tried === undefined) {
    return judge.cannotTell(
      `Whether AWS lets Spot in depends on what only Spot's call shows: ${unknown.join(', ')}. The rest of the trust policy is right. Check as Spot: if AWS lets Spot in, so is this; if AWS refuses Spot, this is what refuses, and whoever wrote it has to except ${accountsOf(data.party)}.`,
    );
  }
  if (tried && tried.withExternalId !== 'granted')
    return judgeRefusedThoughRight(Date.parse(CreateDate), unknown, tried, data, judge);
  judgeGrants(tried, data, judge);
}

type Verdict = Judge<typeof trustDiagnoses>;
type Tried = ValueOf<typeof spotAssumption>;

/** Only the attempt is known, not the policy: a grant is proof, a refusal has no cause. */
function judgeByTrying(tried: Tried | undefined, data: TrustData, judge: Verdict) {
  if (tried === undefined)
    return judge.cannotTell('Neither the role nor an attempt to use it could be seen.', [role]);
  const again = describeFewTries(tried);
  if (tried.withExternalId === 'untold') {
    return judge.cannotTell(
      `Spot cannot use the role as it should. One of these is so: there is no role ${data.roleName} in account ${data.accountId}, or its ARN is another one; it does not trust ${accountsOf(data.party)}; it asks for another external ID than “${data.externalId}”; it asks for none, or takes any; it has a further condition or a Deny; a rule of your organization forbids it; or it was made seconds ago. Which one is not told to whoever names a role, only to who can look at it: paste what the command for the role prints (“I paste the output”), or follow this guide on your own machine with your own credentials.${again}`,
      [role],
    );
  }
  if (tried.withExternalId === 'refused') {
    return judge.cannotTell(
      `AWS refused Spot, and gives the same answer for every cause: there is no role ${data.roleName}, it does not trust ${accountsOf(data.party)}, it asks for another external ID than “${data.externalId}”, it has a further condition or a Deny, or it was made seconds ago. Check with your own credentials, or paste the role, to see which. If they show nothing but something that only Spot's call can meet, that is what refuses.${again}`,
      [role],
    );
  }
  judgeGrants(tried, data, judge);
}

/**
 * What was granted and should not have been. A role that needs no external ID takes any, so one of
 * the two is enough to say.
 */
function judgeGrants(tried: Tried | undefined, data: TrustData, judge: Verdict) {
  if (tried?.withoutExternalId === 'granted') {
    judge.found('externalIdMissing', { ...data, name: 'externalIdMissing', statement: 'AWS' });
  } else if (tried?.withOtherExternalId === 'granted') {
    judge.found('externalIdUnprotected', {
      ...data,
      name: 'externalIdUnprotected',
      operator: 'AWS accepted another',
      values: ['an ID that was never issued'],
      why: 'AWS let Spot in with an ID that nobody was ever given',
    });
  }
}

function judgeMissing(stack: Evidence<StackEvents>, data: TrustData, judge: Verdict) {
  const failure = findStackFailure(stack);
  if (failure) {
    const rule = findGuardrail(failure);
    return rule
      ? judge.found('stackForbidden', { ...data, ...failure, rule })
      : judge.found('stackFailed', { ...data, ...failure });
  }
  if (findStackStatus(stack) === 'CREATE_IN_PROGRESS') {
    return judge.pending(
      `CloudFormation is still creating ${roleStackName}.`,
      new Date(judge.now.getTime() + stackMs),
    );
  }
  judge.found('roleMissing', data);
}

function judgeRefusedThoughRight(
  createdAt: number,
  unknown: readonly string[],
  tried: Tried,
  { party }: TrustData,
  judge: Verdict,
) {
  const usableAt = createdAt + propagationMs;
  const refuses = tried.withExternalId === 'refused';
  const isSo = refuses ? 'AWS refuses Spot' : 'Spot cannot use the role';
  const again = describeFewTries(tried);
  if (judge.now.getTime() < usableAt) {
    return judge.pending(
      'The role is right as far as it can be compared, and new; IAM needs a moment until it works everywhere.',
      new Date(usableAt),
    );
  }
  if (unknown.length > 0)
    return judge.cannotTell(
      `${isSo}, and one thing in the trust policy cannot be compared from here: ${unknown.join(', ')}. That is most likely what refuses: ask whoever wrote it to except ${accountsOf(party)}. All the rest of the policy is right. (If it was changed less than two minutes ago, check again first.)${again}`,
    );
  judge.cannotTell(
    `The trust policy lets Spot in, yet ${refuses ? 'AWS refuses it' : 'Spot cannot use the role'}. Either the policy was changed less than two minutes ago (check again then), the role ARN given to Spot is that of another role (the step in which Spot uses the role compares it), or a resource control policy of your organization forbids it, which an account cannot see itself: ask the administrator of the organization.${again}`,
  );
}

/** Whoever changed the role a moment ago has to know that it was not waited for. */
function describeFewTries({ failedSecondsAgo }: Tried): string {
  return failedSecondsAgo === undefined
    ? ''
    : ` (Spot could not use it ${failedSecondsAgo} seconds ago either, so it was tried only twice now. If you changed the role since, check again in half a minute.)`;
}

function contradiction(what: string): string {
  return `AWS let Spot in just now, but what was looked at ${what}. One of the two is out of date, or belongs to another account: look at the role again.`;
}
