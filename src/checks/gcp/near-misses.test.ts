import { expect, test } from 'vitest';
import { customRolePermissions } from '../../evidence/gcp/_shared/spot-permissions.ts';
import ancestorPolicies from '../../evidence/gcp/ancestor-policies.ts';
import billingInfoKind from '../../evidence/gcp/billing-info.ts';
import customRole from '../../evidence/gcp/custom-role.ts';
import keyCreationPolicy, { keyConstraint } from '../../evidence/gcp/key-creation-policy.ts';
import keyFileKind from '../../evidence/gcp/key-file.ts';
import projectKind from '../../evidence/gcp/project.ts';
import projectPolicy from '../../evidence/gcp/project-policy.ts';
import serviceAccount from '../../evidence/gcp/service-account.ts';
import serviceAccountKeys from '../../evidence/gcp/service-account-keys.ts';
import spotZones from '../../evidence/gcp/spot-zones.ts';
import visibleProjects from '../../evidence/gcp/visible-projects.ts';
import billing from './billing/check.ts';
import customRoleCheck from './custom-role/check.ts';
import editorGrant from './editor-grant/check.ts';
import orgPolicies from './org-policies/check.ts';
import projectCheck from './project/check.ts';
import serviceAccountCheck from './service-account/check.ts';
import singleKey from './single-key/check.ts';
import spotAccess from './spot-access/check.ts';
import {
  codes,
  commands,
  deletedMember,
  denied,
  enforced,
  keyEntry,
  keyFile,
  look,
  member,
  prints,
} from './testing.ts';

// Accounts that look like another one at first sight.

const grantedTo = (who: string, role: string, condition?: object) =>
  prints(projectPolicy, {
    bindings: [{ role, members: [who], ...(condition ? { condition } : {}) }],
  });
test('a key that opens nothing does not excuse the policy', () => {
  for (const change of [{ disabled: true }, { validBeforeTime: '2026-01-01T00:00:00Z' }])
    expect(
      codes(
        look(orgPolicies, {
          ...enforced(keyCreationPolicy, keyConstraint),
          ...prints(serviceAccountKeys, [keyEntry('a', change)]),
        }),
      ),
    ).toEqual(['GCP-ORGPOLICY-001']);
});
test('one key, but another; and none', () => {
  expect(look(singleKey, prints(serviceAccountKeys, [keyEntry('f'.repeat(40))])).status).toBe(
    'undetermined',
  );
  expect(look(singleKey, prints(serviceAccountKeys, [])).status).toBe('undetermined');
});
test('group with condition', () => {
  const e = {
    ...grantedTo('group:a@example.com', 'roles/editor', {
      expression: 'request.time < timestamp("2030-01-01T00:00:00Z")',
    }),
    ...prints(ancestorPolicies, []),
  };
  expect(look(editorGrant, e)).toMatchObject({ status: 'undetermined', findings: [] });
});
test('leftover, above hidden', () => {
  expect(
    look(editorGrant, {
      ...grantedTo(deletedMember, 'roles/browser'),
      [ancestorPolicies.id]: denied(),
    }).status,
  ).toBe('undetermined');
});
test.each([
  'resourcemanager.organizationAdmin',
  'resourcemanager.folderAdmin',
  'resourcemanager.folderIamAdmin',
])('%s above', (role) => {
  expect(
    codes(
      look(
        editorGrant,
        prints(ancestorPolicies, [
          {
            type: 'organization',
            id: '1',
            policy: { bindings: [{ role: `roles/${role}`, members: [member] }] },
          },
        ]),
      ),
    ),
  ).toEqual(['GCP-ROLE-008']);
});
test('other account file', () => {
  expect(
    look(
      spotAccess,
      prints(
        keyFileKind,
        keyFile({ client_email: 'owner-bot@shop-prod-482913.iam.gserviceaccount.com' }),
      ),
    ).status,
  ).toBe('undetermined');
});

const policyOf = (role: string, ...members: string[]) => ({ bindings: [{ role, members }] });
test('zones nobody looked at are not zones that were seen', () => {
  expect(
    look(spotAccess, { [spotZones.id]: { status: 'notCollected', message: 'x' } }).status,
  ).toBe('undetermined');
});
test('a group whose condition has run out is no reason to doubt', () => {
  const over = prints(projectPolicy, {
    bindings: [
      {
        role: 'roles/editor',
        members: ['group:spot@example.com'],
        condition: { expression: 'request.time < timestamp("2020-01-01T00:00:00Z")' },
      },
    ],
  });
  expect(codes(look(editorGrant, { ...over, ...prints(ancestorPolicies, []) }))).toEqual([
    'GCP-ROLE-001',
  ]);
});
test('the project among its ancestors is not counted twice', () => {
  const twice = policyOf('roles/owner', member);
  const result = look(editorGrant, {
    ...prints(projectPolicy, twice),
    ...prints(ancestorPolicies, [{ type: 'project', id: 'shop-prod-482913', policy: twice }]),
  });
  expect(codes(result)).toEqual(['GCP-ROLE-008']);
});
test('what a deleted account left above the project is not for this page to take away', () => {
  const above = prints(ancestorPolicies, [
    { type: 'folder', id: '1', policy: policyOf('roles/editor', deletedMember) },
  ]);
  const result = look(editorGrant, { ...prints(projectPolicy, {}), ...above });
  expect(codes(result)).toEqual(['GCP-ROLE-001']);
  expect(commands(result).join()).not.toContain('remove-iam-policy-binding');
});
test('a project that was not seen may have something above it', () => {
  const result = look(editorGrant, {
    ...prints(projectPolicy, {}),
    [ancestorPolicies.id]: denied(),
    [projectKind.id]: denied(),
  });
  expect(result.status).toBe('undetermined');
});
test.each([
  'owner',
  'iam.securityAdmin',
  'resourcemanager.projectIamAdmin',
  'iam.serviceAccountAdmin',
  'iam.serviceAccountKeyAdmin',
  'iam.serviceAccountTokenCreator',
  'iam.roleAdmin',
])('%s hands the project over', (role) => {
  const both = {
    bindings: [
      { role: 'roles/editor', members: [member] },
      { role: `roles/${role}`, members: [member] },
    ],
  };
  expect(
    codes(
      look(editorGrant, {
        ...prints(projectPolicy, both),
        ...prints(ancestorPolicies, []),
      }),
    ),
  ).toEqual(['GCP-ROLE-008']);
});
test('a deleted account is known by its address in any case', () => {
  const left = prints(
    projectPolicy,
    policyOf('roles/editor', deletedMember.replace('spotinst', 'Spotinst')),
  );
  expect(codes(look(serviceAccountCheck, { ...prints(serviceAccount, []), ...left }))).toEqual([
    'GCP-ACCOUNT-003',
  ]);
});
test('a refusal for another reason is not a project that nobody sees', () => {
  const other = {
    [projectKind.id]: denied('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scopes'),
    ...prints(visibleProjects, []),
  };
  expect(look(projectCheck, other)).toMatchObject({ status: 'undetermined', findings: [] });
});

const other = 'shop-staging-77';
test.each([
  [
    'project',
    projectCheck,
    prints(projectKind, {
      projectId: other,
      projectNumber: '1',
      name: 'Other',
      lifecycleState: 'ACTIVE',
    }),
  ],
  [
    'billing',
    billing,
    prints(billingInfoKind, {
      name: `projects/${other}/billingInfo`,
      billingAccountName: '',
      billingEnabled: true,
    }),
  ],
  [
    'custom role',
    customRoleCheck,
    prints(customRole, {
      name: `projects/${other}/roles/spot`,
      stage: 'GA',
      includedPermissions: [...customRolePermissions],
    }),
  ],
])(
  'what was pasted of the %s of another project says nothing about this one',
  (_, check, evidence) => {
    expect(look(check as typeof projectCheck, evidence)).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  },
);
