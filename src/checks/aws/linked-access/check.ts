import linkedReads from '../../../evidence/aws/linked-reads.ts';
import role from '../../../evidence/aws/role.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import { defineCheck } from '../../define-check.ts';
import { selectionInputs, selectionOf } from '../_linked/policy.ts';
import { judgeUse } from '../_role/judge-use.ts';
import diagnoses from './diagnoses.ts';

export default defineCheck({
  id: 'aws/linked-access',
  title: 'Spot can use the role',
  needs: {},
  mayUse: { assumption: spotAssumption, reads: linkedReads, role },
  inputs: ['accountId', 'roleName', 'roleArn', 'externalId'],
  optionalInputs: selectionInputs,
  diagnoses,
  assess({ reads, ...evidence }, inputs, judge) {
    if (!judgeUse(evidence, inputs, judge)) return;
    if (reads.status !== 'found')
      return judge.cannotTell('Spot can use the role, but what it can read could not be tried.', [
        linkedReads,
      ]);
    const denied = [reads.value.accountAliases, reads.value.buckets].filter(
      ({ outcome }) => outcome === 'denied',
    );
    // A rule that somebody set is theirs to change: no policy of the role goes around it.
    const [refused] = denied.filter(({ message }) => !judge.refusedBy(message));
    if (refused)
      judge.found('nothingAllowed', {
        ...inputs,
        message: refused.message ?? refused.code ?? 'AccessDenied',
        selection: selectionOf(inputs),
      });
  },
});
