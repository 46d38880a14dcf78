import type { Evidence } from '../../../evidence/define-evidence.ts';
import accountCreationPolicy from '../../../evidence/gcp/account-creation-policy.ts';
import keyCreationPolicy from '../../../evidence/gcp/key-creation-policy.ts';
import managedAccountCreationPolicy from '../../../evidence/gcp/managed-account-creation-policy.ts';
import managedKeyCreationPolicy from '../../../evidence/gcp/managed-key-creation-policy.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import serviceAccountKeys from '../../../evidence/gcp/service-account-keys.ts';
import { defineCheck } from '../../define-check.ts';
import { isUnusable } from '../_keys/keys.ts';
import diagnoses from './diagnoses.ts';

type Policy = Evidence<{ name: string; spec?: { rules?: { enforce?: boolean }[] } }>;

const isEnforced = (policy: Policy) =>
  policy.status === 'found' &&
  (policy.value.spec?.rules ?? []).some(({ enforce }) => enforce === true);

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
    made: serviceAccountKeys,
  },
  inputs: ['projectId'],
  after: ['gcp/project'],
  diagnoses,
  assess({ keys, managedKeys, accounts, managedAccounts, account, made }, { projectId }, judge) {
    // A policy stops what is new; what exists stays as it is.
    const hasAccount = account.status === 'found' && account.value.length > 0;
    const hasKey = made.status === 'found' && made.value.some((one) => !isUnusable(one, judge.now));
    if (!hasAccount) {
      if (isEnforced(accounts)) judge.found('accountsForbidden', { projectId });
      if (isEnforced(managedAccounts)) judge.found('managedAccountsForbidden', { projectId });
      if (accounts.status !== 'found' || managedAccounts.status !== 'found')
        judge.cannotTell(
          'Whether the organization lets you create service accounts could not be seen.',
          [accountCreationPolicy, managedAccountCreationPolicy],
        );
    }
    if (hasKey) return;
    if (isEnforced(keys)) judge.found('keysForbidden', { projectId });
    if (isEnforced(managedKeys)) judge.found('managedKeysForbidden', { projectId });
    if (keys.status !== 'found' || managedKeys.status !== 'found') {
      judge.cannotTell('Whether the organization lets you create keys could not be seen.', [
        keyCreationPolicy,
        managedKeyCreationPolicy,
      ]);
    }
  },
});
