import type { Fault } from '../../define-faults.ts';
import { addKeys, removeKey } from '../_world/key-file.ts';
import { enforce, noKeys } from '../_world/organization.ts';
import { signInWithRoles } from '../_world/reader.ts';
import { ask, rights } from '../_world/reasons.ts';
import { findAccount, type GcpWorld } from '../_world/world.ts';

/** What goes wrong with the script as it does by hand: one fault of each check. */

export const billingUnlinked: Fault<GcpWorld> = {
  name: 'billing-unlinked',
  title: 'The project has no billing account',
  breaks({ project }) {
    delete project.billingAccount;
  },
  expected: { reader: ['GCP-BILLING-001'], spot: ['GCP-SPOT-006'] },
};

export const readerIsViewer: Fault<GcpWorld> = {
  name: 'reader-is-viewer',
  title: 'The reader may only look',
  catalogue: 'F-091',
  breaks: (subject) => signInWithRoles(subject, 'roles/viewer'),
  expected: { reader: ['GCP-READER-001', 'GCP-READER-003'] },
  noCommand: rights,
};

export const readerMayNotWait: Fault<GcpWorld> = {
  name: 'reader-may-not-wait',
  title: 'The reader may switch APIs on, and not see when that is done',
  breaks: ({ limitReader }) =>
    limitReader([
      ...['serviceusage.services.enable', 'serviceusage.services.list'],
      ...['serviceusage.services.use', 'orgpolicy.policy.get', 'resourcemanager.projects.get'],
      ...['resourcemanager.projects.getIamPolicy', 'resourcemanager.projects.setIamPolicy'],
      ...['iam.serviceAccounts.create', 'iam.serviceAccounts.delete', 'iam.serviceAccounts.list'],
      ...[
        'iam.serviceAccounts.get',
        'iam.serviceAccountKeys.create',
        'iam.serviceAccountKeys.list',
      ],
      ...['iam.roles.create', 'iam.roles.delete', 'iam.roles.get', 'iam.roles.list'],
      ...['iam.roles.update', 'iam.roles.undelete'],
    ]),
  expected: { reader: ['GCP-READER-002'] },
  noCommand: rights,
};

/** The organization forbids keys by these constraints, each of which has its diagnosis. */
export function keysForbiddenFault(
  name: string,
  title: string,
  constraints: readonly string[],
  codes: readonly string[],
): Fault<GcpWorld> {
  return {
    name,
    title,
    catalogue: 'F-090',
    breaks(subject) {
      removeKey(subject);
      enforce(subject, ...constraints);
    },
    expected: { reader: [...codes, 'GCP-KEY-001'] },
    noCommand: ask,
  };
}

export const keysForbidden = keysForbiddenFault(
  'keys-forbidden',
  'The organization forbids keys, in the older form of the policy',
  [noKeys],
  ['GCP-ORGPOLICY-001'],
);

export const accountDisabled: Fault<GcpWorld> = {
  name: 'account-disabled',
  title: 'Somebody disabled the service account',
  catalogue: 'F-094',
  breaks(subject) {
    findAccount(subject).disabled = true;
  },
  expected: { reader: ['GCP-ACCOUNT-002'], spot: ['GCP-SPOT-002'] },
  noCommand: ask,
};

export const keysOfEarlierAttempts: Fault<GcpWorld> = {
  name: 'keys-of-earlier-attempts',
  title: 'Keys of earlier attempts are left',
  breaks: (subject) => void addKeys(subject, 2),
  expected: { reader: ['GCP-KEYS-001'] },
  noCommand: 'Each of the keys works, and one may be what Spot has: only people know.',
};
