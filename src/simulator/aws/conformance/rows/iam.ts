import { awsPolicyArn, formatArn, iamArn } from '../../arn.ts';
import { addServiceLinkedRole } from '../../iam/service-linked-roles.ts';
import type { AwsAccount } from '../../state.ts';
import { type Refusal, type Row, refuses } from '../row.ts';
import { addPolicy, policy, type Subject, statement, trust } from '../world.ts';

const document = JSON.stringify(policy(statement('Allow', 's3:GetObject')));
const trustText = ({ accountId }: Subject) => JSON.stringify(trust(accountId));
const broken = '{"Version":"2012-10-17"}';
/** An ARN of the account that nothing has. */
const absentArn = ({ account }: Subject) => iamArn(account, 'policy/Nothing');
const awsArn = awsPolicyArn('aws', 'ReadOnlyAccess');

/** A role that is not there, and a name that is none: what every operation on a role refuses. */
function onRole(input: (subject: Subject) => object = () => ({})): Refusal[] {
  return [
    refuses('no such role', 'NoSuchEntity', 404, (subject) => ({
      ...input(subject),
      RoleName: 'Nobody',
    })),
    refuses('an impossible name', 'ValidationError', 400, (subject) => ({
      ...input(subject),
      RoleName: 'a b',
    })),
  ];
}

const ownPolicyOnly = (input: object = {}) =>
  refuses('a policy of AWS', 'InvalidInput', 400, () => ({ ...input, PolicyArn: awsArn }));
const noSuchPolicy = (input: object = {}) =>
  refuses('no such policy', 'NoSuchEntity', 404, (subject) => ({
    ...input,
    PolicyArn: absentArn(subject),
  }));

const withSpotRole: Refusal['prepare'] = (world, { accountId }) =>
  void addServiceLinkedRole(
    world.aws.accounts.get(accountId) as AwsAccount,
    'spot.amazonaws.com',
    world.clock.now(),
  );

/** An operation that only needs a role's name. */
const roleRow = (...refusals: Refusal[]): Row => ({
  input: ({ role }) => ({ RoleName: role }),
  refusals: [...onRole(), ...refusals],
});
const policyRow = (...refusals: Refusal[]): Row => ({
  input: ({ policyArn }) => ({ PolicyArn: policyArn }),
  refusals: [
    noSuchPolicy(),
    refuses('no ARN', 'ValidationError', 400, () => ({ PolicyArn: 'Subject' })),
    ...refusals,
  ],
});

const roles: Record<string, Row> = {
  CreateRole: {
    input: (subject) => ({ RoleName: 'New', AssumeRolePolicyDocument: trustText(subject) }),
    refusals: [
      refuses('the name is taken, in whatever case', 'EntityAlreadyExists', 409, (subject) => ({
        RoleName: 'sUBJECT',
        AssumeRolePolicyDocument: trustText(subject),
      })),
      refuses('no trust policy', 'MalformedPolicyDocument', 400, () => ({
        RoleName: 'New',
        AssumeRolePolicyDocument: broken,
      })),
      refuses('a principal that is none', 'MalformedPolicyDocument', 400, () => ({
        RoleName: 'New',
        AssumeRolePolicyDocument: JSON.stringify(trust('nobody')),
      })),
      refuses('too long a session', 'ValidationError', 400, (subject) => ({
        RoleName: 'New',
        AssumeRolePolicyDocument: trustText(subject),
        MaxSessionDuration: 50_000,
      })),
      refuses('a path without slashes', 'ValidationError', 400, (subject) => ({
        RoleName: 'New',
        Path: 'x',
        AssumeRolePolicyDocument: trustText(subject),
      })),
      refuses('a boundary that is not there', 'NoSuchEntity', 404, (subject) => ({
        RoleName: 'New',
        AssumeRolePolicyDocument: trustText(subject),
        PermissionsBoundary: absentArn(subject),
      })),
      refuses('too long a trust policy', 'LimitExceeded', 409, ({ accountId }) => ({
        RoleName: 'New',
        AssumeRolePolicyDocument: JSON.stringify({ ...trust(accountId), Id: 'x'.repeat(2100) }),
      })),
    ],
  },
  CreateServiceLinkedRole: {
    input: () => ({ AWSServiceName: 'spot.amazonaws.com' }),
    refusals: [
      refuses('no such service', 'InvalidInput', 400, () => ({
        AWSServiceName: 'nothing.amazonaws.com',
      })),
      refuses('a suffix that the service does not take', 'InvalidInput', 400, () => ({
        AWSServiceName: 'spot.amazonaws.com',
        CustomSuffix: 'x',
      })),
      refuses('an impossible name', 'ValidationError', 400, () => ({ AWSServiceName: 'a b' })),
      refuses(
        'the role is there already',
        'InvalidInput',
        400,
        () => ({ AWSServiceName: 'spot.amazonaws.com' }),
        {
          prepare: withSpotRole,
        },
      ),
    ],
  },
  ListAccountAliases: { input: () => ({}), refusals: [] },
  GetRole: roleRow(),
  ListRoles: { input: () => ({}), refusals: [] },
  DeleteRole: {
    input: ({ spareRole }) => ({ RoleName: spareRole }),
    refusals: [
      ...onRole(),
      refuses('policies are attached', 'DeleteConflict', 409, ({ role }) => ({ RoleName: role })),
      refuses(
        'the role of a service',
        'UnmodifiableEntity',
        400,
        () => ({ RoleName: 'AWSServiceRoleForEC2Spot' }),
        {
          prepare: withSpotRole,
        },
      ),
    ],
  },
  UpdateRole: roleRow(
    refuses('too short a session', 'ValidationError', 400, ({ role }) => ({
      RoleName: role,
      MaxSessionDuration: 60,
    })),
  ),
  UpdateAssumeRolePolicy: {
    input: (subject) => ({ RoleName: subject.role, PolicyDocument: trustText(subject) }),
    refusals: [
      ...onRole((subject) => ({ PolicyDocument: trustText(subject) })),
      refuses('no trust policy', 'MalformedPolicyDocument', 400, ({ role }) => ({
        RoleName: role,
        PolicyDocument: broken,
      })),
      refuses('too long a trust policy', 'LimitExceeded', 409, ({ role, accountId }) => ({
        RoleName: role,
        PolicyDocument: JSON.stringify({ ...trust(accountId), Id: 'x'.repeat(2100) }),
      })),
    ],
  },
  PutRolePermissionsBoundary: {
    input: ({ role, policyArn }) => ({ RoleName: role, PermissionsBoundary: policyArn }),
    refusals: [
      ...onRole(({ policyArn }) => ({ PermissionsBoundary: policyArn })),
      refuses('no such policy', 'NoSuchEntity', 404, (subject) => ({
        RoleName: subject.role,
        PermissionsBoundary: absentArn(subject),
      })),
    ],
  },
  DeleteRolePermissionsBoundary: roleRow(),
  TagRole: {
    input: ({ role }) => ({ RoleName: role, Tags: [{ Key: 'a', Value: 'b' }] }),
    refusals: onRole(() => ({ Tags: [{ Key: 'a', Value: 'b' }] })),
  },
  UntagRole: {
    input: ({ role }) => ({ RoleName: role, TagKeys: ['a'] }),
    refusals: onRole(() => ({ TagKeys: ['a'] })),
  },
  ListRoleTags: roleRow(),
  ListInstanceProfilesForRole: roleRow(),
};

const rolePolicies: Record<string, Row> = {
  AttachRolePolicy: {
    input: ({ role, sparePolicyArn }) => ({ RoleName: role, PolicyArn: sparePolicyArn }),
    refusals: [
      ...onRole(({ sparePolicyArn }) => ({ PolicyArn: sparePolicyArn })),
      refuses('no such policy', 'NoSuchEntity', 404, (subject) => ({
        RoleName: subject.role,
        PolicyArn: absentArn(subject),
      })),
      refuses(
        'ten policies are attached',
        'LimitExceeded',
        409,
        ({ role, sparePolicyArn }) => ({ RoleName: role, PolicyArn: sparePolicyArn }),
        {
          prepare: (_, { account, role }) => {
            const many = Array.from({ length: 10 }, (_, index) =>
              addPolicy(account, `P${index}`, [policy(statement('Allow', '*'))]),
            );
            Object.assign(account.roles.get(role) as object, { attachedPolicies: many });
          },
        },
      ),
    ],
  },
  DetachRolePolicy: {
    input: ({ role, policyArn }) => ({ RoleName: role, PolicyArn: policyArn }),
    refusals: [
      ...onRole(({ policyArn }) => ({ PolicyArn: policyArn })),
      refuses('it is not attached', 'NoSuchEntity', 404, ({ role, sparePolicyArn }) => ({
        RoleName: role,
        PolicyArn: sparePolicyArn,
      })),
    ],
  },
  ListAttachedRolePolicies: roleRow(),
  PutRolePolicy: {
    input: ({ role }) => ({ RoleName: role, PolicyName: 'more', PolicyDocument: document }),
    refusals: [
      ...onRole(() => ({ PolicyName: 'more', PolicyDocument: document })),
      refuses('no policy', 'MalformedPolicyDocument', 400, ({ role }) => ({
        RoleName: role,
        PolicyName: 'more',
        PolicyDocument: broken,
      })),
      refuses('too much in all', 'LimitExceeded', 409, ({ role }) => ({
        RoleName: role,
        PolicyName: 'more',
        PolicyDocument: JSON.stringify(
          policy(
            statement(
              'Allow',
              's3:GetObject',
              formatArn('aws', { service: 's3', resource: 'x'.repeat(10_300) }),
            ),
          ),
        ),
      })),
    ],
  },
  GetRolePolicy: {
    input: ({ role }) => ({ RoleName: role, PolicyName: 'inline' }),
    refusals: [
      ...onRole(() => ({ PolicyName: 'inline' })),
      refuses('no such policy', 'NoSuchEntity', 404, ({ role }) => ({
        RoleName: role,
        PolicyName: 'other',
      })),
    ],
  },
  DeleteRolePolicy: {
    input: ({ role }) => ({ RoleName: role, PolicyName: 'inline' }),
    refusals: [
      ...onRole(() => ({ PolicyName: 'inline' })),
      refuses('no such policy', 'NoSuchEntity', 404, ({ role }) => ({
        RoleName: role,
        PolicyName: 'other',
      })),
    ],
  },
  ListRolePolicies: roleRow(),
};

const policies: Record<string, Row> = {
  CreatePolicy: {
    input: () => ({ PolicyName: 'New', PolicyDocument: document }),
    refusals: [
      refuses('the name is taken', 'EntityAlreadyExists', 409, () => ({
        PolicyName: 'Subject',
        PolicyDocument: document,
      })),
      refuses('no policy', 'MalformedPolicyDocument', 400, () => ({
        PolicyName: 'New',
        PolicyDocument: broken,
      })),
      refuses('no JSON', 'MalformedPolicyDocument', 400, () => ({
        PolicyName: 'New',
        PolicyDocument: '{',
      })),
      refuses('no name', 'ValidationError', 400, () => ({ PolicyDocument: document })),
      refuses('too long', 'LimitExceeded', 409, () => ({
        PolicyName: 'New',
        PolicyDocument: JSON.stringify(
          policy(
            statement(
              'Allow',
              's3:GetObject',
              formatArn('aws', { service: 's3', resource: 'x'.repeat(6200) }),
            ),
          ),
        ),
      })),
    ],
  },
  GetPolicy: policyRow(),
  DeletePolicy: {
    input: ({ sparePolicyArn }) => ({ PolicyArn: sparePolicyArn }),
    refusals: [
      noSuchPolicy(),
      ownPolicyOnly(),
      refuses('it is attached', 'DeleteConflict', 409, ({ policyArn }) => ({
        PolicyArn: policyArn,
      })),
      refuses(
        'it has older versions',
        'DeleteConflict',
        409,
        ({ sparePolicyArn }) => ({ PolicyArn: sparePolicyArn }),
        {
          prepare: (_, { account, sparePolicyArn }) =>
            account.policies
              .get(sparePolicyArn)
              ?.versions.set('v2', { document: {}, createdAt: 0 }),
        },
      ),
    ],
  },
  ListPolicies: { input: () => ({}), refusals: [] },
  CreatePolicyVersion: {
    input: ({ policyArn }) => ({ PolicyArn: policyArn, PolicyDocument: document }),
    refusals: [
      noSuchPolicy({ PolicyDocument: document }),
      ownPolicyOnly({ PolicyDocument: document }),
      refuses('no policy', 'MalformedPolicyDocument', 400, ({ policyArn }) => ({
        PolicyArn: policyArn,
        PolicyDocument: broken,
      })),
      refuses(
        'five versions are there',
        'LimitExceeded',
        409,
        ({ policyArn }) => ({ PolicyArn: policyArn, PolicyDocument: document }),
        {
          prepare: (_, { account, policyArn }) => {
            for (const id of ['v3', 'v4', 'v5'])
              account.policies.get(policyArn)?.versions.set(id, { document: {}, createdAt: 0 });
          },
        },
      ),
    ],
  },
  GetPolicyVersion: {
    input: ({ policyArn }) => ({ PolicyArn: policyArn, VersionId: 'v1' }),
    refusals: [
      noSuchPolicy({ VersionId: 'v1' }),
      refuses('no such version', 'NoSuchEntity', 404, ({ policyArn }) => ({
        PolicyArn: policyArn,
        VersionId: 'v9',
      })),
    ],
  },
  ListPolicyVersions: policyRow(),
  DeletePolicyVersion: {
    input: ({ policyArn }) => ({ PolicyArn: policyArn, VersionId: 'v1' }),
    refusals: [
      noSuchPolicy({ VersionId: 'v1' }),
      ownPolicyOnly({ VersionId: 'v1' }),
      refuses('the default version', 'DeleteConflict', 409, ({ policyArn }) => ({
        PolicyArn: policyArn,
        VersionId: 'v2',
      })),
      refuses('no such version', 'NoSuchEntity', 404, ({ policyArn }) => ({
        PolicyArn: policyArn,
        VersionId: 'v9',
      })),
    ],
  },
  SetDefaultPolicyVersion: {
    input: ({ policyArn }) => ({ PolicyArn: policyArn, VersionId: 'v1' }),
    refusals: [
      noSuchPolicy({ VersionId: 'v1' }),
      ownPolicyOnly({ VersionId: 'v1' }),
      refuses('no such version', 'NoSuchEntity', 404, ({ policyArn }) => ({
        PolicyArn: policyArn,
        VersionId: 'v9',
      })),
    ],
  },
  ListEntitiesForPolicy: policyRow(),
};

export const iam: Record<string, Row> = {
  ...roles,
  ...rolePolicies,
  ...policies,
  GetUser: {
    input: () => ({ UserName: 'administrator' }),
    refusals: [refuses('no such user', 'NoSuchEntity', 404, () => ({ UserName: 'nobody' }))],
  },
  SimulatePrincipalPolicy: {
    input: ({ account, role }) => ({
      PolicySourceArn: iamArn(account, `role/${role}`),
      ActionNames: ['s3:GetObject'],
    }),
    refusals: [
      refuses('no such role', 'NoSuchEntity', 404, ({ account }) => ({
        PolicySourceArn: iamArn(account, 'role/Nobody'),
        ActionNames: ['s3:GetObject'],
      })),
      refuses('an ARN of something else', 'InvalidInput', 400, ({ account }) => ({
        PolicySourceArn: iamArn(account, 'root'),
        ActionNames: ['s3:GetObject'],
      })),
      refuses('no actions', 'ValidationError', 400, ({ account, role }) => ({
        PolicySourceArn: iamArn(account, `role/${role}`),
      })),
    ],
  },
};
