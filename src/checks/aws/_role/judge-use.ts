import role from '../../../evidence/aws/role.ts';
import type spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Judge } from '../../define-check.ts';
import { formatRoleArn, type RoleNames } from '../_policy/arns.ts';
import { describeArnDifference, type otherRole } from './arn.ts';

type Found<K> = Evidence<K extends EvidenceKind<infer T> ? T : never>;

/**
 * Judges whether Spot could use the role, by the ARN that it is given and by its attempt. True when
 * it got in as it should, so that what it could do there says something.
 */
export function judgeUse(
  {
    assumption,
    role: seen,
  }: { assumption: Found<typeof spotAssumption>; role: Found<typeof role> },
  inputs: RoleNames & { roleArn: string },
  judge: Judge<{ otherRole: typeof otherRole }>,
): boolean {
  const real = seen.status === 'found' ? seen.value.Role : undefined;
  const { accountId, roleName, roleArn } = inputs;
  const difference = describeArnDifference(roleArn, accountId, roleName, real?.Arn);
  if (difference) {
    const right = real?.Arn ?? formatRoleArn(inputs);
    judge.found('otherRole', { roleName, roleArn, right, difference });
    return false;
  }
  if (assumption.status === 'unreachable') {
    judge.cannotTell(`Spot could not try it. ${assumption.message}`);
    return false;
  }
  if (assumption.status !== 'found') {
    const used = real?.RoleLastUsed?.LastUsedDate;
    judge.cannotTell(
      `Only Spot can try this: check as Spot.${used ? ` The role was last used on ${used.slice(0, 10)}, but AWS does not say by whom.` : ''}`,
    );
    return false;
  }
  const { withExternalId, withoutExternalId, withOtherExternalId, message } = assumption.value;
  if (withExternalId === 'untold') {
    judge.cannotTell(
      'Spot cannot use the role as it should, so it could try nothing else. The step of the role says what may be wrong, and how to see which.',
      [role],
    );
    return false;
  }
  if (withExternalId === 'refused') {
    // STS tells a stranger nothing of what the role's owner wrote, and names rules above it.
    if (judge.refusedBy(message)) return false;
    judge.cannotTell(
      'AWS refused to let Spot use the role, so Spot could try nothing else. The step of the role says what may be wrong.',
      [role],
    );
    return false;
  }
  if (withoutExternalId === 'granted' || withOtherExternalId === 'granted') {
    judge.cannotTell(
      'AWS lets Spot use the role without your external ID too, so Spot looked no further. The step of the role says how to close it.',
      [role],
    );
    return false;
  }
  return true;
}
