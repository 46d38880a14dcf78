import {
  generatedName,
  type Handler,
  listOf,
  type Properties,
  type ResourceType,
} from './define-resource-type.ts';

/**
 * IAM keeps this many versions of a managed policy; the oldest must go before the next can come.
 */
const maxVersions = 5;

/** `AWS::IAM::ManagedPolicy`; its physical id is the ARN. */
export const iamManagedPolicy: ResourceType = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: {
    ManagedPolicyName: 'replace',
    Description: 'replace',
    Path: 'replace',
    PolicyDocument: 'update',
    Roles: 'update',
  },
  notSimulated: ['Groups', 'Users'],
  required: ['PolicyDocument'],
  nameProperty: 'ManagedPolicyName',
  capability: 'CAPABILITY_IAM',
  async create(properties, handler, made) {
    const { ManagedPolicyName, Description, Path, PolicyDocument } = properties;
    const output = await handler.invoke('iam', 'CreatePolicy', {
      PolicyName: ManagedPolicyName ?? generatedName(handler, 128),
      PolicyDocument: JSON.stringify(PolicyDocument),
      ...(Description === undefined ? {} : { Description }),
      ...(Path === undefined ? {} : { Path }),
    });
    const { Arn } = output.Policy as { Arn: string };
    made(Arn);
    await changeAttachments(Arn, {}, properties, handler);
  },
  async update(PolicyArn, before, after, handler) {
    if (JSON.stringify(before.PolicyDocument) !== JSON.stringify(after.PolicyDocument)) {
      const versions = await versionsOf(PolicyArn, handler);
      const oldest = versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion).at(-1);
      if (versions.length >= maxVersions && oldest)
        await handler.invoke('iam', 'DeletePolicyVersion', {
          PolicyArn,
          VersionId: oldest.VersionId,
        });
      await handler.invoke('iam', 'CreatePolicyVersion', {
        PolicyArn,
        PolicyDocument: JSON.stringify(after.PolicyDocument),
        SetAsDefault: true,
      });
    }
    await changeAttachments(PolicyArn, before, after, handler);
  },
  async delete(PolicyArn, properties, handler) {
    if (!handler.call.account.policies.has(PolicyArn)) return;
    await changeAttachments(PolicyArn, properties, {}, handler);
    for (const { VersionId, IsDefaultVersion } of await versionsOf(PolicyArn, handler))
      if (!IsDefaultVersion)
        await handler.invoke('iam', 'DeletePolicyVersion', { PolicyArn, VersionId });
    await handler.attempt('iam', 'DeletePolicy', { PolicyArn }, ['NoSuchEntity']);
  },
  attributes: (PolicyArn, { account }) => ({
    PolicyArn,
    PolicyId: account.policies.get(PolicyArn)?.id ?? '',
  }),
};

/** Newest first, as IAM lists them. */
async function versionsOf(
  PolicyArn: string,
  { invoke }: Handler,
): Promise<{ VersionId: string; IsDefaultVersion: boolean }[]> {
  const { Versions } = await invoke('iam', 'ListPolicyVersions', { PolicyArn });
  return Versions as { VersionId: string; IsDefaultVersion: boolean }[];
}

async function changeAttachments(
  PolicyArn: string,
  before: Properties,
  after: Properties,
  { invoke, attempt }: Handler,
): Promise<void> {
  const old = listOf(before.Roles);
  const wanted = listOf(after.Roles);
  for (const RoleName of wanted.filter((one) => !old.includes(one)))
    await invoke('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  for (const RoleName of old.filter((one) => !wanted.includes(one)))
    await attempt('iam', 'DetachRolePolicy', { RoleName, PolicyArn }, ['NoSuchEntity']);
}
