import accountCreationPolicy from '../../../evidence/gcp/account-creation-policy.ts';
import keyCreationPolicy from '../../../evidence/gcp/key-creation-policy.ts';
import managedAccountCreationPolicy from '../../../evidence/gcp/managed-account-creation-policy.ts';
import managedKeyCreationPolicy from '../../../evidence/gcp/managed-key-creation-policy.ts';
import project from '../../../evidence/gcp/project.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { defineCheck } from '../../define-check.ts';
import { emailOf } from '../_fixes/commands.ts';
import { canSignIn } from '../_keys/keys.ts';
import { isEnforced, type Policy } from '../_policies/enforced.ts';
import diagnoses from './diagnoses.ts';

/** The projects, by number or ID, that the policies are about. */
const subjectsOf = (policies: readonly Policy[]): Set<string> =>
  new Set(
    policies.flatMap((one) => (one.status === 'found' ? [one.value.name.split('/')[1] ?? ''] : [])),
  );

export default defineCheck({
  id: 'gcp/org-policies',
  title: 'No policy of the organization stands in the way of the service account and its key',
  needs: {},
  mayUse: {
    keys: keyCreationPolicy,
    managedKeys: managedKeyCreationPolicy,
    accounts: accountCreationPolicy,
    managedAccounts: managedAccountCreationPolicy,
    account: serviceAccount,
    project,
    made: serviceAccountKeys,
  },
  inputs: ['projectId', 'serviceAccountId'],
  after: ['gcp/project'],
  diagnoses,
  assess(evidence, inputs, judge) {
    const { keys, managedKeys, accounts, managedAccounts, account, made } = evidence;
    const { projectId } = inputs;
    // A policy stops what is new; what exists stays as it is.
    const hasAccount =
      account.status === 'found' && account.value.some(({ email }) => email === emailOf(inputs));
    const hasKey =
      made.status === 'found' && made.value.some((one) => canSignIn(one, judge.now) === true);
    if (hasAccount && hasKey) return;
    const about = subjectsOf([keys, managedKeys, accounts, managedAccounts]);
    const known = evidence.project.status === 'found' ? evidence.project.value : undefined;
    const others = known
      ? [...about].filter((one) => ![known.projectNumber, projectId].includes(one))
      : about.size > 1
        ? [...about]
        : [];
    if (others.length > 0)
      return judge.cannotTell(
        `What was looked at are policies of ${others.map((one) => `projects/${one}`).join(' and ')}, not only of ${projectId}.`,
        [accountCreationPolicy, managedAccountCreationPolicy, keyCreationPolicy],
      );
    if (!hasAccount) {
      if (isEnforced(accounts)) judge.found('accountsForbidden', { projectId });
      if (isEnforced(managedAccounts)) judge.found('managedAccountsForbidden', { projectId });
      if (isEnforced(accounts) === undefined || isEnforced(managedAccounts) === undefined)
        judge.cannotTell(
          'Whether the organization lets you create service accounts could not be seen.',
          [accountCreationPolicy, managedAccountCreationPolicy],
        );
    }
    if (hasKey) return;
    if (isEnforced(keys)) judge.found('keysForbidden', { projectId });
    if (isEnforced(managedKeys)) judge.found('managedKeysForbidden', { projectId });
    if (isEnforced(keys) === undefined || isEnforced(managedKeys) === undefined) {
      judge.cannotTell('Whether the organization lets you create keys could not be seen.', [
        keyCreationPolicy,
        managedKeyCreationPolicy,
      ]);
    }
  },
});
