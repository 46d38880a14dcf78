import { linkedReads, role, spotAssumption } from '../../../evidence/aws/index.ts';
import { defineCheck } from '../../define-check.ts';
import { selectionInputs, selectionOf } from '../_linked/policy.ts';
import { formatRoleArn } from '../_policy/arns.ts';
import { differenceOf } from '../_role/arn.ts';
import diagnoses from './diagnoses.ts';

export default defineCheck({
  id: 'aws/linked-access',
  title: 'Spot can use the role',
  needs: {},
  mayUse: { assumption: spotAssumption, reads: linkedReads, role },
  inputs: ['accountId', 'roleName', 'roleArn', 'externalId'],
  optionalInputs: selectionInputs,
  diagnoses,
  assess({ assumption, reads, role: seen }, inputs, judge) {
    const { accountId, roleName, roleArn } = inputs;
    const right = seen.status === 'found' ? seen.value.Role.Arn : undefined;
    const difference = differenceOf(roleArn, accountId, roleName, right);
    if (difference)
      return judge.found('otherRole', {
        roleName,
        roleArn,
        right: right ?? formatRoleArn(inputs),
        difference,
      });
    if (assumption.status !== 'found') {
      const used = seen.status === 'found' ? seen.value.Role.RoleLastUsed?.LastUsedDate : undefined;
      return judge.cannotTell(
        `Only Spot can try this: check as Spot.${used ? ` The role was last used on ${used.slice(0, 10)}, but AWS does not say by whom.` : ''}`,
      );
    }
    if (assumption.value.withExternalId === 'refused')
      return judge.cannotTell(
        'AWS refused to let Spot use the role, so Spot could try nothing else. The step of the role says what may be wrong.',
        [role],
      );
    if (
      assumption.value.withoutExternalId === 'granted' ||
      assumption.value.withOtherExternalId === 'granted'
    )
      return judge.cannotTell(
        'AWS lets Spot use the role without your external ID too, so Spot looked no further. The step of the role says how to close it.',
        [role],
      );
    if (reads.status !== 'found')
      return judge.cannotTell('Spot can use the role, but what it can read could not be tried.', [
        linkedReads,
      ]);
    const refused = [reads.value.accountAliases, reads.value.buckets].find(
      ({ outcome }) => outcome === 'denied',
    );
    if (refused)
      judge.found('nothingAllowed', {
        ...inputs,
        message: refused.message ?? refused.code ?? 'AccessDenied',
        selection: selectionOf(inputs),
      });
  },
});
