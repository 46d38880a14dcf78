import { iamArn } from '../arn.ts';
import { managedDocument } from '../authorization/policies.ts';
import { awsManagedPolicyArns } from '../managed-policies.ts';
import type { Call, Operation } from '../service.ts';
import type { ManagedPolicy, PolicyDocument } from '../state.ts';
import { encodeDocument, parsePolicy, policySize } from './documents.ts';
import {
  deleteConflict,
  limitExceeded,
  malformedPolicyDocument,
  noSuchPolicy,
  noSuchVersion,
  policyExists,
  quotaExceeded,
} from './errors.ts';
import { type Input, isTrue, optional, path, policyArn, policyName, required } from './input.ts';
import {
  addVersion,
  entitiesWith,
  newPolicy,
  policyPath,
  requireOwnPolicy,
  seconds,
} from './state.ts';

const onPolicy = (action: string) => (input: Input) => [{ action, resource: policyArn(input) }];

/** The arguments of CreatePolicy make its ARN. */
const arnFor = ({ account }: Call, input: Input) =>
  iamArn(account, `policy${path(input)}${policyName(input)}`);

function documentOf(input: Input): PolicyDocument {
  const document = parsePolicy(
    required(input, 'PolicyDocument') && input.PolicyDocument,
    'identity',
    malformedPolicyDocument,
  );
  if (policySize(document) > 6144) throw quotaExceeded('PolicySize', 6144);
  return document;
}

/** AWS-managed policies look like a customer's, with one version. */
function findPolicy(call: Call, arn: string): ManagedPolicy {
  const own = call.account.policies.get(arn);
  if (own) return own;
  const document = arn.includes(':iam::aws:policy/')
    ? managedDocument(call.account, arn)
    : undefined;
  if (!document) throw noSuchPolicy(arn);
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const createdAt = Date.UTC(2015, 1, 6, 18, 39, 46);
  return {
    arn,
    name,
    id: `ANPAI${name.toUpperCase().slice(0, 16)}`,
    createdAt,
    defaultVersion: 'v1',
    versions: new Map([['v1', { document, createdAt }]]),
  };
}

function summary({ account }: Call, policy: ManagedPolicy) {
  const { users, roles, boundaries } = entitiesWith(account, policy.arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policyPath(policy.arn),
    DefaultVersionId: policy.defaultVersion,
    AttachmentCount: users.length + roles.length,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate: seconds(policy.createdAt),
    UpdateDate: seconds(
      Math.max(...[...policy.versions.values()].map(({ createdAt }) => createdAt)),
    ),
  };
}

const createPolicy: Operation = {
  permissions: (input: Input, call) => [
    { action: 'iam:CreatePolicy', resource: arnFor(call, input) },
  ],
  run(input: Input, call) {
    const [name, arn, document] = [policyName(input), arnFor(call, input), documentOf(input)];
    const taken = [...call.account.policies.values()].some(
      (other) => other.name.toLowerCase() === name.toLowerCase(),
    );
    if (taken) throw policyExists(name);
    const policy = newPolicy(arn, name, call.world.clock.now(), optional(input, 'Description'));
    addVersion(policy, document, policy.createdAt);
    call.account.policies.set(arn, policy);
    return { Policy: summary(call, policy) };
  },
};

const getPolicy: Operation = {
  permissions: onPolicy('iam:GetPolicy'),
  run(input: Input, call) {
    const policy = findPolicy(call, policyArn(input));
    return { Policy: { ...summary(call, policy), Description: policy.description, Tags: [] } };
  },
};

const deletePolicy: Operation = {
  permissions: onPolicy('iam:DeletePolicy'),
  run(input: Input, call) {
    const policy = requireOwnPolicy(call, policyArn(input));
    const { users, roles, boundaries } = entitiesWith(call.account, policy.arn);
    if (users.length + roles.length + boundaries > 0)
      throw deleteConflict('Cannot delete a policy attached to entities.');
    if (policy.versions.size > 1) {
      throw deleteConflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    call.account.policies.delete(policy.arn);
    return {};
  },
};

const listPolicies: Operation = {
  permissions: () => [{ action: 'iam:ListPolicies', resource: 'policy path /' }],
  run(input: Input, call) {
    const scope = optional(input, 'Scope') ?? 'All';
    const awsArns = scope === 'Local' ? [] : awsManagedPolicyArns(call.account.partition);
    const ownArns = scope === 'AWS' ? [] : [...call.account.policies.keys()];
    const all = [...ownArns, ...awsArns].map((arn) => summary(call, findPolicy(call, arn)));
    const prefix = optional(input, 'PathPrefix') ?? '/';
    const wanted = all.filter(
      (policy) =>
        policy.Path.startsWith(prefix) &&
        (!isTrue(input.OnlyAttached) || policy.AttachmentCount > 0),
    );
    return { Policies: wanted, IsTruncated: false };
  },
};

const createPolicyVersion: Operation = {
  permissions: onPolicy('iam:CreatePolicyVersion'),
  run(input: Input, call) {
    const policy = requireOwnPolicy(call, policyArn(input));
    const document = documentOf(input);
    if (policy.versions.size >= 5) {
      throw limitExceeded(
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
      );
    }
    const createdAt = call.world.clock.now();
    const version = addVersion(policy, document, createdAt);
    if (isTrue(input.SetAsDefault)) policy.defaultVersion = version;
    return {
      PolicyVersion: {
        VersionId: version,
        IsDefaultVersion: policy.defaultVersion === version,
        CreateDate: seconds(createdAt),
      },
    };
  },
};

function versionOf(policy: ManagedPolicy, input: Input) {
  const id = required(input, 'VersionId');
  const version = policy.versions.get(id);
  if (!version) throw noSuchVersion(policy.arn, id);
  return { id, version };
}

const getPolicyVersion: Operation = {
  permissions: onPolicy('iam:GetPolicyVersion'),
  run(input: Input, call) {
    const policy = findPolicy(call, policyArn(input));
    const { id, version } = versionOf(policy, input);
    return {
      PolicyVersion: {
        Document: encodeDocument(version.document),
        VersionId: id,
        IsDefaultVersion: policy.defaultVersion === id,
        CreateDate: seconds(version.createdAt),
      },
    };
  },
};

const listPolicyVersions: Operation = {
  permissions: onPolicy('iam:ListPolicyVersions'),
  run(input: Input, call) {
    const policy = findPolicy(call, policyArn(input));
    const newestFirst = [...policy.versions].sort(
      ([a], [b]) => Number(b.slice(1)) - Number(a.slice(1)),
    );
    const versions = newestFirst.map(([id, { createdAt }]) => ({
      VersionId: id,
      IsDefaultVersion: policy.defaultVersion === id,
      CreateDate: seconds(createdAt),
    }));
    return { Versions: versions, IsTruncated: false };
  },
};

const deletePolicyVersion: Operation = {
  permissions: onPolicy('iam:DeletePolicyVersion'),
  run(input: Input, call) {
    const policy = requireOwnPolicy(call, policyArn(input));
    const { id } = versionOf(policy, input);
    if (policy.defaultVersion === id)
      throw deleteConflict('Cannot delete the default version of a policy.');
    policy.versions.delete(id);
    return {};
  },
};

const setDefaultPolicyVersion: Operation = {
  permissions: onPolicy('iam:SetDefaultPolicyVersion'),
  run(input: Input, call) {
    const policy = requireOwnPolicy(call, policyArn(input));
    policy.defaultVersion = versionOf(policy, input).id;
    return {};
  },
};

const listEntitiesForPolicy: Operation = {
  permissions: onPolicy('iam:ListEntitiesForPolicy'),
  run(input: Input, call) {
    const { users, roles } = entitiesWith(call.account, findPolicy(call, policyArn(input)).arn);
    return {
      PolicyGroups: [],
      PolicyUsers: users.map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: roles.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      IsTruncated: false,
    };
  },
};

export const policyOperations = {
  CreatePolicy: createPolicy,
  GetPolicy: getPolicy,
  DeletePolicy: deletePolicy,
  ListPolicies: listPolicies,
  CreatePolicyVersion: createPolicyVersion,
  GetPolicyVersion: getPolicyVersion,
  ListPolicyVersions: listPolicyVersions,
  DeletePolicyVersion: deletePolicyVersion,
  SetDefaultPolicyVersion: setDefaultPolicyVersion,
  ListEntitiesForPolicy: listEntitiesForPolicy,
};
