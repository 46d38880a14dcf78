import { parseArn } from './arn.ts';

/**
 * What does not fit together among values that are each right by themselves; messages by the name
 * of the input to change.
 */
export function crossCheck(values: Readonly<Record<string, string>>): Record<string, string> {
  const arn = values.roleArn ? parseArn(values.roleArn) : undefined;
  if (!arn) return {};
  if (values.accountId && arn.account !== values.accountId)
    return {
      roleArn: `This role is in account ${arn.account}, but the account you are connecting is ${values.accountId}. Paste the ARN of the role in ${values.accountId}.`,
    };
  const name = arn.resource.split('/').at(-1) ?? '';
  if (!values.roleName || name === values.roleName) return {};
  return {
    roleArn:
      name.toLowerCase() === values.roleName.toLowerCase()
        ? `The role in this ARN is ${name}, the role name above is ${values.roleName}: the same but for capital letters, and IAM tells them apart. Make both alike.`
        : `The role in this ARN is ${name}, the role name above is ${values.roleName}. Paste the ARN of ${values.roleName}, or change the role name.`,
  };
}
