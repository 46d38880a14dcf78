import { iamArn, roleArnOf, uniqueId } from '../arn.ts';
import { managedDocument } from '../authorization/policies.ts';
import type { Call, Operation } from '../service.ts';
import type { IamRole, PolicyDocument } from '../state.ts';
import { checkPrincipals, encodeDocument, parsePolicy, policySize } from './documents.ts';
import {
  constraintViolated,
  deleteConflict,
  malformedPolicyDocument,
  notAttachable,
  quotaExceeded,
  roleExists,
} from './errors.ts';
import {
  byName,
  type Input,
  optional,
  path,
  policyArn,
  required,
  roleName,
  tagList,
  tagsOf,
  texts,
} from './input.ts';
import {
  onRole,
  requireOwnRole,
  requireRole,
  roleSpreadsIn,
  seconds,
  trustPolicySpreadsIn,
} from './state.ts';

const onNamedRole = (action: string) => (input: Input, call: Call) => [
  onRole(call, action, roleName(input)),
];

/** A role as `ListRoles` shows it; `GetRole` adds tags, boundary and last use. */
function summary(call: Call, role: IamRole) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: roleArnOf(call.account, role),
    CreateDate: seconds(role.createdAt),
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
  };
}

function details(call: Call, role: IamRole) {
  return {
    ...summary(call, role),
    PermissionsBoundary: role.permissionsBoundary && {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: role.permissionsBoundary,
    },
    Tags: Object.keys(role.tags).length > 0 ? tagList(role.tags) : undefined,
    RoleLastUsed: role.lastUsed
      ? { LastUsedDate: seconds(role.lastUsed.at), Region: role.lastUsed.region }
      : {},
  };
}

/** A trust policy fit to be stored. Its size is limited by the default quota. */
function trustPolicyOf(call: Call, text: unknown): PolicyDocument {
  const document = parsePolicy(text, 'trust', malformedPolicyDocument);
  if (policySize(document) > 2048) throw quotaExceeded('ACLSizePerRole', 2048);
  checkPrincipals(call.world, call.account, document, malformedPolicyDocument);
  return document;
}

function sessionDuration(input: Input): number | undefined {
  const value = optional(input, 'MaxSessionDuration');
  if (value === undefined) return undefined;
  if (!(Number(value) >= 3600))
    throw constraintViolated(
      'maxSessionDuration',
      value,
      'have value greater than or equal to 3600',
    );
  if (Number(value) > 43_200)
    throw constraintViolated('maxSessionDuration', value, 'have value less than or equal to 43200');
  return Number(value);
}

function boundaryOf(call: Call, input: Input): string | undefined {
  const arn = optional(input, 'PermissionsBoundary');
  if (arn !== undefined && !managedDocument(call.account, arn)) throw notAttachable(arn);
  return arn;
}

const createRole: Operation = {
  permissions(input: Input, call) {
    const boundary = optional(input, 'PermissionsBoundary');
    const resource = roleArnOf(call.account, { path: path(input), name: roleName(input) });
    const context = boundary === undefined ? undefined : { 'iam:PermissionsBoundary': boundary };
    const tagging =
      Object.keys(tagsOf(input)).length > 0 ? [{ action: 'iam:TagRole', resource }] : [];
    return [{ action: 'iam:CreateRole', resource, context }, ...tagging];
  },
  run(input: Input, call) {
    const name = roleName(input);
    const description = optional(input, 'Description');
    const permissionsBoundary = boundaryOf(call, input);
    const trustPolicy = trustPolicyOf(
      call,
      required(input, 'AssumeRolePolicyDocument') && input.AssumeRolePolicyDocument,
    );
    const taken = [...call.account.roles.keys()].some(
      (other) => other.toLowerCase() === name.toLowerCase(),
    );
    if (taken) throw roleExists(name);
    const now = call.world.clock.now();
    const role: IamRole = {
      name,
      trustPolicy,
      path: path(input),
      id: uniqueId('AROA'),
      createdAt: now,
      effectiveAt: now + roleSpreadsIn,
      maxSessionDuration: sessionDuration(input) ?? 3600,
      inlinePolicies: new Map(),
      attachedPolicies: [],
      tags: tagsOf(input),
      ...(description === undefined ? {} : { description }),
      ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    };
    call.account.roles.set(name, role);
    return { Role: { ...details(call, role), RoleLastUsed: undefined } };
  },
};

const getRole: Operation = {
  permissions: onNamedRole('iam:GetRole'),
  run: (input: Input, call) => ({ Role: details(call, requireRole(call, roleName(input))) }),
};

const listRoles: Operation = {
  permissions: (_input, { account }) => [
    { action: 'iam:ListRoles', resource: iamArn(account, 'role/') },
  ],
  run(input: Input, call) {
    const prefix = optional(input, 'PathPrefix') ?? '/';
    const roles = byName(call.account.roles.values()).filter((role) =>
      role.path.startsWith(prefix),
    );
    return { Roles: roles.map((role) => summary(call, role)), IsTruncated: false };
  },
};

const deleteRole: Operation = {
  permissions: onNamedRole('iam:DeleteRole'),
  run(input: Input, call) {
    const role = requireOwnRole(call, roleName(input));
    if (role.attachedPolicies.length > 0)
      throw deleteConflict('Cannot delete entity, must detach all policies first.');
    if (role.inlinePolicies.size > 0)
      throw deleteConflict('Cannot delete entity, must delete policies first.');
    call.account.roles.delete(role.name);
    return {};
  },
};

const updateRole: Operation = {
  permissions: onNamedRole('iam:UpdateRole'),
  run(input: Input, call) {
    const role = requireRole(call, roleName(input));
    if (typeof input.Description === 'string') role.description = input.Description;
    role.maxSessionDuration = sessionDuration(input) ?? role.maxSessionDuration;
    return {};
  },
};

const updateAssumeRolePolicy: Operation = {
  permissions: onNamedRole('iam:UpdateAssumeRolePolicy'),
  run(input: Input, call) {
    const role = requireOwnRole(call, roleName(input));
    role.trustPolicy = trustPolicyOf(
      call,
      required(input, 'PolicyDocument') && input.PolicyDocument,
    );
    role.effectiveAt = Math.max(role.effectiveAt, call.world.clock.now() + trustPolicySpreadsIn);
    return {};
  },
};

const putRolePermissionsBoundary: Operation = {
  permissions: (input: Input, call) => [
    onRole(call, 'iam:PutRolePermissionsBoundary', roleName(input), {
      'iam:PermissionsBoundary': policyArn(input, 'PermissionsBoundary'),
    }),
  ],
  run(input: Input, call) {
    const role = requireRole(call, roleName(input));
    role.permissionsBoundary = boundaryOf(call, input);
    return {};
  },
};

const deleteRolePermissionsBoundary: Operation = {
  permissions(input: Input, call) {
    const boundary = call.account.roles.get(roleName(input))?.permissionsBoundary;
    return [
      onRole(
        call,
        'iam:DeleteRolePermissionsBoundary',
        roleName(input),
        boundary ? { 'iam:PermissionsBoundary': boundary } : undefined,
      ),
    ];
  },
  run(input: Input, call) {
    delete requireRole(call, roleName(input)).permissionsBoundary;
    return {};
  },
};

const tagRole: Operation = {
  permissions: onNamedRole('iam:TagRole'),
  run(input: Input, call) {
    Object.assign(requireRole(call, roleName(input)).tags, tagsOf(input));
    return {};
  },
};

const untagRole: Operation = {
  permissions: onNamedRole('iam:UntagRole'),
  run(input: Input, call) {
    const { tags } = requireRole(call, roleName(input));
    for (const key of texts(input, 'TagKeys')) delete tags[key];
    return {};
  },
};

const listRoleTags: Operation = {
  permissions: onNamedRole('iam:ListRoleTags'),
  run: (input: Input, call) => ({
    Tags: tagList(requireRole(call, roleName(input)).tags),
    IsTruncated: false,
  }),
};

/** The simulator has no instance profiles. */
const listInstanceProfilesForRole: Operation = {
  permissions: onNamedRole('iam:ListInstanceProfilesForRole'),
  run(input: Input, call) {
    requireRole(call, roleName(input));
    return { InstanceProfiles: [], IsTruncated: false };
  },
};

export const roleOperations = {
  CreateRole: createRole,
  GetRole: getRole,
  ListRoles: listRoles,
  DeleteRole: deleteRole,
  UpdateRole: updateRole,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  PutRolePermissionsBoundary: putRolePermissionsBoundary,
  DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
  TagRole: tagRole,
  UntagRole: untagRole,
  ListRoleTags: listRoleTags,
  ListInstanceProfilesForRole: listInstanceProfilesForRole,
};
