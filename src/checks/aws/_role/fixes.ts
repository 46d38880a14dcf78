import askFirst from '../../ask-first.ts';
import type { Diagnosis, Fix } from '../../define-check.ts';
import { quote, writeJson } from '../../shell.ts';
import type { RoleNames } from '../_policy/arns.ts';
import type { SpotPlace } from '../_trust/party.ts';
import {
  formatGuidePolicyArn,
  permissionsPolicyFor,
  policyNameFor,
  trustPolicyFor,
} from './documents.ts';

/**
 * Commands that fix the role. All take values that passed the inputs' validation, so nothing in
 * them needs escaping.
 */

export interface RoleValues extends RoleNames {
  bucketName: string;
}

/** Replaces the trust policy by this one. */
export function setTrustPolicy(roleName: string, trustPolicy: object): string {
  return [
    writeJson('trust-policy.json', trustPolicy),
    `aws iam update-assume-role-policy --role-name ${roleName} --policy-document file://trust-policy.json`,
  ].join('\n');
}

/** The same in the console. */
export function setTrustPolicyInConsole({ roleName }: { roleName: string }): string[] {
  return [
    `Open IAM > Roles > ${roleName}.`,
    'Open the tab Trust relationships, and choose Edit trust policy.',
    'Replace everything in the editor with the JSON of the command above (trust-policy.json).',
    'Choose Update policy.',
  ];
}

/**
 * Gives the role the guide's whole permission policy: as a new version where `attachedArn` already
 * is attached, else by making (or, left over from an earlier attempt, renewing) the policy and
 * attaching it.
 */
export function putPermissionsPolicy(values: RoleValues, attachedArn?: string): string {
  return putPolicy(values, permissionsPolicyFor(values), attachedArn);
}

/**
 * The same with any permission policy. With `makeRoom` the oldest of five versions is deleted
 * first: IAM keeps no sixth.
 */
export function putPolicy(
  role: RoleNames,
  policy: object,
  attachedArn?: string,
  makeRoom = false,
): string {
  const write = writeJson('permissions-policy.json', policy);
  const newVersion = (arn: string) =>
    `${makeRoom ? `${deleteOldestVersion(arn)}\n  ` : ''}aws iam create-policy-version --policy-arn ${arn} --policy-document file://permissions-policy.json --set-as-default`;
  if (attachedArn) return [write, newVersion(quote(attachedArn))].join('\n');
  const name = policyNameFor(role);
  const arn = formatGuidePolicyArn(role);
  return [
    write,
    `if aws iam get-policy --policy-arn ${arn} > /dev/null 2>&1; then`,
    `  ${newVersion(arn)}`,
    'else',
    `  aws iam create-policy --policy-name ${name} --policy-document file://permissions-policy.json`,
    'fi',
    `aws iam attach-role-policy --role-name ${role.roleName} --policy-arn ${arn}`,
  ].join('\n');
}

/** Deletes the oldest version of a policy, never the one that counts, when five are stored. */
function deleteOldestVersion(arn: string): string {
  return [
    `OLDEST=$(aws iam list-policy-versions --policy-arn ${arn} --query 'reverse(sort_by(Versions[?!IsDefaultVersion], &CreateDate))[3].VersionId' --output text)`,
    `  if [ "$OLDEST" != None ]; then aws iam delete-policy-version --policy-arn ${arn} --version-id "$OLDEST"; fi`,
  ].join('\n');
}

/** The same in the console. */
export function putPermissionsPolicyInConsole({ roleName }: { roleName: string }): string[] {
  const name = policyNameFor({ roleName });
  return [
    `Open IAM > Policies, and search for ${name}. If it is there, open it and choose Edit; otherwise choose Create policy.`,
    'Choose JSON, and replace everything in the editor with the JSON of the command above (permissions-policy.json).',
    `Save it under the name ${name}. If IAM says that five versions are stored, delete the oldest on the tab Policy versions first.`,
    `Open IAM > Roles > ${roleName}. If ${name} is not listed under Permissions policies, choose Add permissions > Attach policies, and attach it.`,
  ];
}

/** What to do when IAM refuses a sixth version. */
export const versionLimit =
  'IAM keeps five versions of a policy: if the command answers LimitExceeded, delete the oldest one with aws iam delete-policy-version and run it again.';

/** Makes the whole role, as the guide's CLI method does. */
export function createRole(values: RoleValues & SpotPlace & { externalId: string }): string {
  return [
    writeJson('trust-policy.json', trustPolicyFor(values)),
    `aws iam create-role --role-name ${values.roleName} --assume-role-policy-document file://trust-policy.json --description "Lets Spot Eco read costs and reports"`,
    putPermissionsPolicy(values),
  ].join('\n');
}

/** Lets the role decrypt with a customer key. */
export function allowDecrypt(roleName: string, keyArn: string): string {
  return [
    writeJson('decrypt-reports.json', {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'DecryptReports', Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn },
      ],
    }),
    `aws iam put-role-policy --role-name ${roleName} --policy-name DecryptReports --policy-document file://decrypt-reports.json`,
  ].join('\n');
}

/**
 * The same where the key is not known here: asks the bucket for it. Right where the bucket names
 * its key by ARN, as the console and the CLI do.
 */
export function allowBucketKey(roleName: string, bucketName: string): string {
  return [
    `KEY=$(aws s3api get-bucket-encryption --bucket ${bucketName} --query 'ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.KMSMasterKeyID' --output text)`,
    'cat > decrypt-reports.json <<JSON',
    '{',
    '  "Version": "2012-10-17",',
    '  "Statement": [{ "Sid": "DecryptReports", "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "$KEY" }]',
    '}',
    'JSON',
    `aws iam put-role-policy --role-name ${roleName} --policy-name DecryptReports --policy-document file://decrypt-reports.json`,
  ].join('\n');
}

/** Managed policies of a role, as IAM lists it. */
export type Attached = readonly { PolicyName: string; PolicyArn: string }[];

/** Detaches managed policies from the role, a command each. */
export function detachPolicies(roleName: string, arns: readonly string[]): string[] {
  return arns.map(
    (arn) => `aws iam detach-role-policy --role-name ${roleName} --policy-arn ${quote(arn)}`,
  );
}

/** Deletes policies that are written into the role: these, or all. */
export function deleteInlinePolicies(roleName: string, names?: readonly string[]): string[] {
  if (names)
    return names.map(
      (name) => `aws iam delete-role-policy --role-name ${roleName} --policy-name ${quote(name)}`,
    );
  return [
    `for name in $(aws iam list-role-policies --role-name ${roleName} --query 'PolicyNames[]' --output text); do`,
    `  aws iam delete-role-policy --role-name ${roleName} --policy-name "$name"`,
    'done',
  ];
}

/**
 * What to do about a boundary that takes too much. Whoever put it there meant it, so it is widened by
 * its owner, and never taken off here.
 */
export function widenBoundary({
  roleName,
  boundary,
  actions,
}: {
  roleName: string;
  boundary?: string;
  actions: readonly string[];
}): Fix {
  return askFirst({
    summary: `Somebody put the permissions boundary${boundary ? ` ${boundary}` : ''} on the role on purpose, so leave it there, and have them add what is missing; without it Spot cannot do its work.`,
    who: 'whoever set the permissions boundary: a landing zone, or the security team',
    send: `The permissions boundary${boundary ? ` ${boundary}` : ''} on the role ${roleName} leaves out what Spot works with${actions.length > 0 ? `: ${actions.join(', ')}` : ''}. Please add ${actions.length > 0 ? 'these actions' : 'the actions of its policy'}, or give the role a boundary that has them.`,
    console: [`Open IAM > Roles > ${roleName}: the boundary stands under Permissions boundary.`],
  });
}

/**
 * What to do where a policy of the organization refuses the role something. `manager`: the
 * management account, where it is known.
 */
export function askOrganization({
  accountId,
  arn,
  actions,
  manager,
}: {
  accountId: string;
  arn: string;
  actions: readonly string[];
  manager?: string;
}): Fix {
  const which = actions.length > 0 ? actions.join(', ') : 'what Spot does with it';
  return askFirst({
    summary: `Only those who look after the policies of the organization can change them.`,
    who: `an administrator of the organization${manager ? ` (management account ${manager})` : ''}`,
    send: `A policy of the organization above account ${accountId} refuses ${arn}, the role that Spot works with: ${which}. Please except this role, or tell us on which condition (a region, a tag, a kind of server) the policy lets it through.`,
    console: [
      `In the management account${manager ? ` ${manager}` : ''}: open AWS Organizations > AWS accounts > ${accountId}, tab Policies.`,
      'Open each service control policy listed there, also those inherited from its organizational units, and look for the actions named above and for conditions.',
    ],
  });
}

/** Commands that delete a role with what is attached to it, and the policy that was made for it. */
export function removeRole({
  roleName,
  policyArn,
}: {
  roleName: string;
  policyArn?: string;
}): string {
  const name = quote(roleName);
  return [
    `for arn in $(aws iam list-attached-role-policies --role-name ${name} --query 'AttachedPolicies[].PolicyArn' --output text); do`,
    `  aws iam detach-role-policy --role-name ${name} --policy-arn "$arn"`,
    'done',
    `for inline in $(aws iam list-role-policies --role-name ${name} --query 'PolicyNames[]' --output text); do`,
    `  aws iam delete-role-policy --role-name ${name} --policy-name "$inline"`,
    'done',
    `aws iam delete-role --role-name ${name}`,
    ...(policyArn ? [deletePolicy(policyArn)] : []),
  ].join('\n');
}

/** Commands that delete a policy of the account with all of its versions. */
export function deletePolicy(policyArn: string): string {
  return [
    `for version in $(aws iam list-policy-versions --policy-arn ${quote(policyArn)} --query 'Versions[?!IsDefaultVersion].VersionId' --output text); do`,
    `  aws iam delete-policy-version --policy-arn ${quote(policyArn)} --version-id "$version"`,
    'done',
    `aws iam delete-policy --policy-arn ${quote(policyArn)}`,
  ].join('\n');
}

/** What a check shows of the guide's policy that the role has left behind, and how it goes. */
export const guidePolicyLeft = {
  observed: formatGuidePolicyArn,
  expected: ({ roleName }) => `no policy named ${roleName}_Policy`,
  fix: (role) => ({
    summary: 'Delete the policy with all of its versions.',
    commands: [deletePolicy(formatGuidePolicyArn(role))],
    console: [`Open IAM > Policies > ${role.roleName}_Policy > Delete.`],
  }),
} satisfies Pick<Diagnosis<RoleNames>, 'observed' | 'expected' | 'fix'>;
