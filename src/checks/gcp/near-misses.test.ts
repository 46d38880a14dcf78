import { expect, test } from 'vitest';
import * as kinds from '../../evidence/gcp/index.ts';
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
  prints(kinds.projectPolicy, {
    bindings: [{ role, members: [who], ...(condition ? { condition } : {}) }],
  });
test('a key that opens nothing does not excuse the policy', () => {
  for (const change of [{ disabled: true }, { validBeforeTime: '2026-01-01T00:00:00Z' }])
    expect(
      codes(
        look(orgPolicies, {
          ...enforced(kinds.keyCreationPolicy, kinds.keyConstraint),
          ...prints(kinds.serviceAccountKeys, [keyEntry('a', change)]),
        }),
      ),
    ).toEqual(['GCP-ORGPOLICY-001']);
});
test('one key, but another; and none', () => {
  expect(look(singleKey, prints(kinds.serviceAccountKeys, [keyEntry('f'.repeat(40))])).status).toBe(
    'undetermined',
  );
  expect(look(singleKey, prints(kinds.serviceAccountKeys, [])).status).toBe('undetermined');
});
test('group with condition', () => {
  const e = {
    ...grantedTo('group:a@example.com', 'roles/editor', {
      expression: 'request.time < timestamp("2030-01-01T00:00:00Z")',
    }),
    ...prints(kinds.ancestorPolicies, []),
  };
  expect(look(editorGrant, e)).toMatchObject({ status: 'undetermined', findings: [] });
});
test('leftover, above hidden', () => {
  expect(
    look(editorGrant, {
      ...grantedTo(deletedMember, 'roles/browser'),
      [kinds.ancestorPolicies.id]: denied(),
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
        prints(kinds.ancestorPolicies, [
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
        kinds.keyFile,
        keyFile({ client_email: 'owner-bot@shop-prod-482913.iam.gserviceaccount.com' }),
      ),
    ).status,
  ).toBe('undetermined');
});

const policyOf = (role: string, ...members: string[]) => ({ bindings: [{ role, members }] });
test('zones nobody looked at are not zones that were seen', () => {
  expect(
    look(spotAccess, { [kinds.spotZones.id]: { status: 'notCollected', message: 'x' } }).status,
  ).toBe('undetermined');
});
test('a group whose condition has run out is no reason to doubt', () => {
  const over = prints(kinds.projectPolicy, {
    bindings: [
      {
        role: 'roles/editor',
        members: ['group:spot@example.com'],
        condition: { expression: 'request.time < timestamp("2020-01-01T00:00:00Z")' },
      },
    ],
  });
  expect(codes(look(editorGrant, { ...over, ...prints(kinds.ancestorPolicies, []) }))).toEqual([
    'GCP-ROLE-001',
  ]);
});
test('the project among its ancestors is not counted twice', () => {
  const twice = policyOf('roles/owner', member);
  const result = look(editorGrant, {
    ...prints(kinds.projectPolicy, twice),
    ...prints(kinds.ancestorPolicies, [{ type: 'project', id: 'shop-prod-482913', policy: twice }]),
  });
  expect(codes(result)).toEqual(['GCP-ROLE-008']);
});
test('what a deleted account left above the project is not for this page to take away', () => {
  const above = prints(kinds.ancestorPolicies, [
    { type: 'folder', id: '1', policy: policyOf('roles/editor', deletedMember) },
  ]);
  const result = look(editorGrant, { ...prints(kinds.projectPolicy, {}), ...above });
  expect(codes(result)).toEqual(['GCP-ROLE-001']);
  expect(commands(result).join()).not.toContain('remove-iam-policy-binding');
});
test('a project that was not seen may have something above it', () => {
  const result = look(editorGrant, {
    ...prints(kinds.projectPolicy, {}),
    [kinds.ancestorPolicies.id]: denied(),
    [kinds.project.id]: denied(),
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
        ...prints(kinds.projectPolicy, both),
        ...prints(kinds.ancestorPolicies, []),
      }),
    ),
  ).toEqual(['GCP-ROLE-008']);
});
test('a deleted account is known by its address in any case', () => {
  const left = prints(
    kinds.projectPolicy,
    policyOf('roles/editor', deletedMember.replace('spotinst', 'Spotinst')),
  );
  expect(
    codes(look(serviceAccountCheck, { ...prints(kinds.serviceAccount, []), ...left })),
  ).toEqual(['GCP-ACCOUNT-003']);
});
test('a refusal for another reason is not a project that nobody sees', () => {
  const other = {
    [kinds.project.id]: denied('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scopes'),
    ...prints(kinds.visibleProjects, []),
  };
  expect(look(projectCheck, other)).toMatchObject({ status: 'undetermined', findings: [] });
});

const other = 'shop-staging-77';
test.each([
  [
    'project',
    projectCheck,
    prints(kinds.project, {
      projectId: other,
      projectNumber: '1',
      name: 'Other',
      lifecycleState: 'ACTIVE',
    }),
  ],
  [
    'billing',
    billing,
    prints(kinds.billingInfo, {
      name: `projects/${other}/billingInfo`,
      billingAccountName: '',
      billingEnabled: true,
    }),
  ],
  [
    'custom role',
    customRoleCheck,
    prints(kinds.customRole, {
      name: `projects/${other}/roles/spot`,
      stage: 'GA',
      includedPermissions: [...kinds.customRolePermissions],
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
