import { roleArnOf } from '../../arn.ts';
import {
  differs,
  generatedName,
  type Handler,
  listOf,
  type Properties,
  type ResourceType,
} from './define-resource-type.ts';

/** `AWS::IAM::Role` */
export const iamRole: ResourceType = {
  type: 'AWS::IAM::Role',
  properties: {
    RoleName: 'replace',
    Path: 'replace',
    AssumeRolePolicyDocument: 'update',
    Description: 'update',
    MaxSessionDuration: 'update',
    PermissionsBoundary: 'update',
    ManagedPolicyArns: 'update',
    Policies: 'update',
    Tags: 'update',
  },
  required: ['AssumeRolePolicyDocument'],
  nameProperty: 'RoleName',
  capability: 'CAPABILITY_IAM',
  async create(properties, handler, made) {
    const { Path, Description, MaxSessionDuration, PermissionsBoundary, Tags } = properties;
    const RoleName = (properties.RoleName as string | undefined) ?? generatedName(handler, 64);
    const AssumeRolePolicyDocument = JSON.stringify(properties.AssumeRolePolicyDocument);
    const input = {
      RoleName,
      AssumeRolePolicyDocument,
      Path,
      Description,
      MaxSessionDuration,
      PermissionsBoundary,
      Tags,
    };
    await handler.invoke('iam', 'CreateRole', withoutUndefined(input));
    made(RoleName);
    await changePolicies(RoleName, {}, properties, handler);
    // The handler reads back what it made, so the caller needs iam:GetRole too.
    await handler.invoke('iam', 'GetRole', { RoleName });
  },
  async update(RoleName, before, after, handler) {
    const { invoke } = handler;
    if (differs(before, after, 'AssumeRolePolicyDocument'))
      await invoke('iam', 'UpdateAssumeRolePolicy', {
        RoleName,
        PolicyDocument: JSON.stringify(after.AssumeRolePolicyDocument),
      });
    if (differs(before, after, 'Description') || differs(before, after, 'MaxSessionDuration')) {
      const { Description = '', MaxSessionDuration = 3600 } = after;
      await invoke('iam', 'UpdateRole', { RoleName, Description, MaxSessionDuration });
    }
    if (differs(before, after, 'PermissionsBoundary')) {
      const { PermissionsBoundary } = after;
      if (PermissionsBoundary)
        await invoke('iam', 'PutRolePermissionsBoundary', { RoleName, PermissionsBoundary });
      else await invoke('iam', 'DeleteRolePermissionsBoundary', { RoleName });
    }
    await changeTags(RoleName, before, after, handler);
    await changePolicies(RoleName, before, after, handler);
  },
  async delete(RoleName, properties, handler) {
    if (!handler.call.account.roles.has(RoleName)) return;
    await changePolicies(RoleName, properties, {}, handler);
    await handler.attempt('iam', 'DeleteRole', { RoleName }, ['NoSuchEntity']);
  },
  attributes(name, { account }) {
    const role = account.roles.get(name);
    return { Arn: roleArnOf(account, role ?? { path: '/', name }), RoleId: role?.id ?? '' };
  },
};

const keysOf = (value: unknown) =>
  (listOf(value) as { Key: string; Value: string }[]).map(({ Key }) => Key);

async function changeTags(
  RoleName: string,
  before: Properties,
  after: Properties,
  { invoke }: Handler,
): Promise<void> {
  if (!differs(before, after, 'Tags')) return;
  const gone = keysOf(before.Tags).filter((key) => !keysOf(after.Tags).includes(key));
  if (gone.length) await invoke('iam', 'UntagRole', { RoleName, TagKeys: gone });
  if (listOf(after.Tags).length) await invoke('iam', 'TagRole', { RoleName, Tags: after.Tags });
}

type InlinePolicy = { PolicyName: string; PolicyDocument: unknown };

/**
 * Brings attached and inline policies from one set of properties to another; what others attached
 * stays.
 */
async function changePolicies(
  RoleName: string,
  before: Properties,
  after: Properties,
  { invoke, attempt }: Handler,
): Promise<void> {
  const attached = {
    before: listOf(before.ManagedPolicyArns),
    after: listOf(after.ManagedPolicyArns),
  };
  for (const PolicyArn of attached.after.filter((arn) => !attached.before.includes(arn)))
    await invoke('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  for (const PolicyArn of attached.before.filter((arn) => !attached.after.includes(arn)))
    await attempt('iam', 'DetachRolePolicy', { RoleName, PolicyArn }, ['NoSuchEntity']);
  const inline = {
    before: listOf(before.Policies) as InlinePolicy[],
    after: listOf(after.Policies) as InlinePolicy[],
  };
  for (const { PolicyName, PolicyDocument } of inline.after)
    await invoke('iam', 'PutRolePolicy', {
      RoleName,
      PolicyName,
      PolicyDocument: JSON.stringify(PolicyDocument),
    });
  for (const { PolicyName } of inline.before.filter(
    (one) => !inline.after.some((other) => other.PolicyName === one.PolicyName),
  ))
    await attempt('iam', 'DeleteRolePolicy', { RoleName, PolicyName }, ['NoSuchEntity']);
}

function withoutUndefined(input: Properties): Properties {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
