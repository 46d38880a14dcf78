import type { Simulator } from '../../../src/simulator/index.ts';
import { defineVariants, type Variant } from '../../define-faults.ts';
import {
  addServiceControlPolicy,
  callsOverTls,
  findOrganization,
  keepInside,
  leaveOrganization,
  refuseForeignNames,
} from '../_world/organization.ts';
import { allow, deny, makePolicy } from '../_world/policy.ts';
import { signInAsSecondAdministrator, signInWithRole } from '../_world/reader.ts';
import {
  addOtherRole,
  addPolicy,
  deletePolicies,
  formatAwsPolicyArn,
  moveRole,
  setAttachedPolicies,
  setBoundary,
  setInlinePolicy,
  setTrustPolicy,
} from '../_world/role.ts';
import { linkedAccountsId } from '../_world/spot-accounts.ts';
import { changeTrust, forgetActions, listStatements } from './statements.ts';
import type { LinkedInputs, LinkedWorld } from './worlds.ts';

/** Legitimate differences from the guide's result, for the worlds of one guide. */
export function createVariants<W extends LinkedWorld>(
  build: (simulator: Simulator, inputs: Partial<LinkedInputs>) => W,
): Variant<W>[] {
  const variant = defineVariants(build);
  return [
    variant('linked-as-the-guide', 'Everything as the guide makes it', {}),
    variant(
      'linked-management-account',
      'The account is the management account of its organization and runs servers too',
      {},
      (subject) => {
        const organization = findOrganization(subject);
        organization.memberAccountIds = [organization.managementAccountId];
        organization.managementAccountId = subject.account.id;
      },
    ),
    variant('linked-standalone', 'An account without an organization', {}, leaveOrganization),
    variant('linked-other-role-name', 'The role has a name of the company', {
      roleName: 'acme-spot',
    }),
    variant('linked-role-with-path', 'The role lives below a path', {}, (subject) =>
      moveRole(subject, '/vendors/'),
    ),
    variant(
      'linked-account-number',
      "The trust policy names Spot's account by its bare number",
      {},
      (subject) =>
        setTrustPolicy(subject, changeTrust(subject, { Principal: { AWS: linkedAccountsId } })),
    ),
    variant(
      'linked-external-id-list',
      'The condition has the external ID in a list',
      {},
      (subject) =>
        setTrustPolicy(
          subject,
          changeTrust(subject, {
            Condition: {
              StringEquals: {
                'sts:ExternalId': [subject.inputs.externalId],
              },
            },
          }),
        ),
    ),
    variant('linked-tag-session', 'The trust policy also allows sts:TagSession', {}, (subject) =>
      setTrustPolicy(
        subject,
        changeTrust(subject, { Action: ['sts:AssumeRole', 'sts:TagSession'] }),
      ),
    ),
    variant(
      'linked-inline-policy',
      'The permissions are written into the role instead of attached',
      {},
      (subject) => {
        setInlinePolicy(subject, 'spot', ...listStatements(subject));
        setAttachedPolicies(subject, formatAwsPolicyArn(subject, 'SecurityAudit'));
        deletePolicies(subject);
      },
    ),
    variant(
      'linked-other-policy-name',
      'The attached policy has a name of the company',
      {},
      (subject) => {
        deletePolicies(subject);
        setAttachedPolicies(
          subject,
          addPolicy(subject, 'acme-spot-servers', makePolicy(...listStatements(subject))),
          formatAwsPolicyArn(subject, 'SecurityAudit'),
        );
      },
    ),
    variant(
      'linked-without-removable',
      'Three actions were taken out that Spot says may be removed',
      {},
      (subject) =>
        forgetActions(subject, (action) =>
          /^iam:(PutRolePolicy|CreateServiceLinkedRole|AddRoleToInstanceProfile)$/.test(action),
        ),
    ),
    variant(
      'linked-generous-boundary',
      'A permissions boundary allows all that the role needs',
      {},
      (subject) => setBoundary(subject, allow('*'), deny('organizations:LeaveOrganization')),
    ),
    variant(
      'linked-scp-elsewhere',
      'A service control policy forbids something that Spot never does',
      {},
      (subject) =>
        addServiceControlPolicy(
          subject,
          deny(['cloudtrail:StopLogging', 'organizations:LeaveOrganization']),
        ),
    ),
    variant(
      'linked-perimeter',
      "Service control policies keep roles inside the organization, but for Spot's; and ask for TLS",
      {},
      (subject) =>
        addServiceControlPolicy(
          subject,
          keepInside(subject, subject.inputs.roleName),
          ...callsOverTls,
        ),
    ),
    variant(
      'linked-name-excepted',
      "A service control policy forbids much to roles whose names are not the company's; this one is",
      { roleName: 'acme-spot' },
      (subject) => addServiceControlPolicy(subject, refuseForeignNames('ec2:*', 's3:*', 'iam:*')),
    ),
    variant(
      'linked-several-roles',
      'The account has roles for other products of Spot, too',
      {},
      (subject) => {
        for (const name of ['SpotRole2', 'Spot-Role', 'SpotByNetApp_Finops_ReadOnly'])
          addOtherRole(subject, name);
      },
    ),
    variant(
      'linked-federated-reader',
      'The reader is signed in with a role, as with IAM Identity Center',
      {},
      signInWithRole,
    ),
    variant(
      'linked-second-administrator',
      'Another administrator checks',
      {},
      signInAsSecondAdministrator,
    ),
  ];
}
