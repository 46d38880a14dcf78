import { managedDocument } from '../authorization/policies.ts';
import type { Call, Operation } from '../service.ts';
import { encodeDocument, parsePolicy, policySize } from './documents.ts';
import {
  limitExceeded,
  malformedPolicyDocument,
  noSuchPolicy,
  noSuchRolePolicy,
  notAttachable,
  quotaExceeded,
} from './errors.ts';
import { type Input, policyArn, policyName, required, roleName } from './input.ts';
import { onRole, requireOwnRole, requireRole } from './state.ts';

const onNamedRole = (action: string) => (input: Input, call: Call) => [
  onRole(call, action, roleName(input)),
];
const withPolicy = (action: string) => (input: Input, call: Call) => [
  onRole(call, action, roleName(input), { 'iam:PolicyARN': policyArn(input) }),
];

const attachRolePolicy: Operation = {
  permissions: withPolicy('iam:AttachRolePolicy'),
  run(input: Input, call) {
    const [role, arn] = [requireOwnRole(call, roleName(input)), policyArn(input)];
    if (!managedDocument(call.account, arn)) {
      if (arn.includes(':iam::aws:policy/')) {
        console.error(
          `The simulated AWS has no AWS-managed policy ${arn}. If AWS has it, add it to src/simulator/aws/managed-policies.ts.`,
        );
      }
      throw notAttachable(arn);
    }
    if (role.attachedPolicies.includes(arn)) return {};
    if (role.attachedPolicies.length >= 10) throw quotaExceeded('PoliciesPerRole', 10);
    role.attachedPolicies.push(arn);
    return {};
  },
};

const detachRolePolicy: Operation = {
  permissions: withPolicy('iam:DetachRolePolicy'),
  run(input: Input, call) {
    const [role, arn] = [requireRole(call, roleName(input)), policyArn(input)];
    if (!role.attachedPolicies.includes(arn)) throw noSuchPolicy(arn);
    role.attachedPolicies = role.attachedPolicies.filter((attached) => attached !== arn);
    return {};
  },
};

const listAttachedRolePolicies: Operation = {
  permissions: onNamedRole('iam:ListAttachedRolePolicies'),
  run(input: Input, call) {
    const arns = requireRole(call, roleName(input)).attachedPolicies;
    return {
      AttachedPolicies: arns.map((arn) => ({
        PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
        PolicyArn: arn,
      })),
      IsTruncated: false,
    };
  },
};

const putRolePolicy: Operation = {
  permissions: onNamedRole('iam:PutRolePolicy'),
  run(input: Input, call) {
    const [role, name] = [requireOwnRole(call, roleName(input)), policyName(input)];
    const document = parsePolicy(
      required(input, 'PolicyDocument') && input.PolicyDocument,
      'identity',
      malformedPolicyDocument,
    );
    const others = [...role.inlinePolicies]
      .filter(([other]) => other !== name)
      .map(([, other]) => policySize(other));
    const total = others.reduce((sum, size) => sum + size, policySize(document));
    if (total > 10_240)
      throw limitExceeded(`Maximum policy size of 10240 bytes exceeded for role ${role.name}`);
    role.inlinePolicies.set(name, document);
    return {};
  },
};

const getRolePolicy: Operation = {
  permissions: onNamedRole('iam:GetRolePolicy'),
  run(input: Input, call) {
    const [role, name] = [requireRole(call, roleName(input)), policyName(input)];
    const document = role.inlinePolicies.get(name);
    if (!document) throw noSuchRolePolicy(name);
    return { RoleName: role.name, PolicyName: name, PolicyDocument: encodeDocument(document) };
  },
};

const deleteRolePolicy: Operation = {
  permissions: onNamedRole('iam:DeleteRolePolicy'),
  run(input: Input, call) {
    const [role, name] = [requireRole(call, roleName(input)), policyName(input)];
    if (!role.inlinePolicies.delete(name)) throw noSuchRolePolicy(name);
    return {};
  },
};

const listRolePolicies: Operation = {
  permissions: onNamedRole('iam:ListRolePolicies'),
  run: (input: Input, call) => ({
    PolicyNames: [...requireRole(call, roleName(input)).inlinePolicies.keys()].sort(),
    IsTruncated: false,
  }),
};

export const rolePolicyOperations = {
  AttachRolePolicy: attachRolePolicy,
  DetachRolePolicy: detachRolePolicy,
  ListAttachedRolePolicies: listAttachedRolePolicies,
  PutRolePolicy: putRolePolicy,
  GetRolePolicy: getRolePolicy,
  DeleteRolePolicy: deleteRolePolicy,
  ListRolePolicies: listRolePolicies,
};
