import spotPermissions from '../../../evidence/azure/spot-permissions.ts';
import spotReads from '../../../evidence/azure/spot-reads.ts';
import spotSignIn from '../../../evidence/azure/spot-sign-in.ts';
import { defineCheck } from '../../define-check.ts';
import { judgeSignIn } from '../_app/sign-in.ts';
import { missingActions } from '../_rbac/actions.ts';
import { spotActions } from '../_role/spot-role.ts';
import diagnoses from './diagnoses.ts';
import { judgeReads } from './reads.ts';

export default defineCheck({
  id: 'azure/spot-access',
  title: 'Spot can sign in with the secret, and see the subscription',
  needs: {},
  mayUse: { signIn: spotSignIn, reads: spotReads, permissions: spotPermissions },
  inputs: ['tenantId', 'clientId', 'subscriptionId', 'roleName', 'expirationDate'],
  diagnoses,
  assess({ signIn, reads, permissions }, inputs, judge) {
    if (!judgeSignIn(signIn, inputs, judge)) return;
    if (reads.status !== 'found')
      return judge.cannotTell('Spot can sign in, but what it can read could not be tried.', [
        spotReads,
      ]);
    judgeReads(reads.value, inputs, judge);
    // Only where Azure refused nothing: else its refusals say more.
    if (
      permissions.status !== 'found' ||
      Object.values(reads.value).some(({ outcome }) => outcome !== 'ok')
    )
      return;
    const missing = missingActions(permissions.value.value, spotActions);
    if (missing.length > 0) judge.found('actionsMissing', { ...inputs, message: '', missing });
  },
});
