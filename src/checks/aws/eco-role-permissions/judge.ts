import type { PolicyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import roleAccountAccess, { accountActions } from '../../../evidence/aws/role-account-access.ts';
import roleBucketAccess from '../../../evidence/aws/role-bucket-access.ts';
import roleCopyAccess from '../../../evidence/aws/role-copy-access.ts';
import roleDecryptAccess from '../../../evidence/aws/role-decrypt-access.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { parseArn } from '../../../inputs/arn.ts';
import { ecoCopyBuckets } from '../../../spot.ts';
import type { Judge } from '../../define-check.ts';
import { formatBucketArn, isOwnedByAws } from '../_policy/arns.ts';
import {
  type Cause,
  findRefusals,
  type KnownPolicies,
  type Refusal,
} from '../_policy/decisions.ts';
import { describeElsewhere, describeHalf } from '../_policy/describe-reach.ts';
import type { Grant } from '../_policy/excess.ts';
import { generousPolicies } from '../_policy/generous-policies.ts';
import { coversAction } from '../_policy/match.ts';
import { findDenies } from '../_role/deny.ts';
import { permissionsPolicyFor, policyNameFor } from '../_role/documents.ts';
import { findRoleExcess, judgeUnread } from '../_role/excess.ts';
import { judgeUntold } from '../_role/judge-untold.ts';
import type { BucketRead } from './bucket-denials.ts';
import { hasUnknownAlgorithm } from './customer-key.ts';
import type diagnoses from './diagnoses.ts';
import type { RolePermissions } from './diagnoses.ts';

type Verdict = Judge<typeof diagnoses>;
type Decisions = typeof roleAccountAccess extends EvidenceKind<infer T> ? T : never;
type Group = ReturnType<typeof findRefusals>;

/** What IAM answered, by what it was asked about. */
export interface Groups {
  account: Group;
  bucket: Group;
  copy: Group;
  /** The key that encrypts the bucket; nothing where there is none or it could not be asked. */
  key: Group;
}

const costExplorerActions = accountActions.filter((action) => action.startsWith('ce:'));

/** Sorts IAM's answers. `key`: the customer key that encrypts the bucket. */
export function findAllRefusals(
  {
    account,
    bucket,
    copy,
    key,
    decrypt,
  }: Record<'account' | 'bucket' | 'copy', Decisions> & {
    key: string | undefined;
    decrypt: Evidence<Decisions>;
  },
  reads: readonly BucketRead[],
  known: KnownPolicies,
  copyTarget: string,
): Groups {
  return {
    account: findRefusals(
      account,
      accountActions.map((action) => ({ action })),
      known,
    ),
    bucket: findRefusals(bucket, reads, known),
    copy: findRefusals(copy, [{ action: 's3:PutObject', resource: copyTarget }], known),
    key:
      key && decrypt.status === 'found'
        ? findRefusals(decrypt.value, [{ action: 'kms:Decrypt', resource: key }], known)
        : { refusals: [], unanswered: [] },
  };
}

function actionsOf(groups: readonly Group[], cause: Cause): string[] {
  const refusals = groups.flatMap((group) => group.refusals);
  return [...new Set(refusals.filter((one) => one.cause === cause).map(({ action }) => action))];
}

/** Takes out of the groups what IAM's forecast does not know enough about, and says so. */
export function judgeForecast(
  groups: Groups,
  answers: readonly Decisions[],
  subject: Parameters<typeof judgeUntold>[3],
  judge: Verdict,
) {
  const all = Object.values(groups).flatMap(({ refusals }) => refusals);
  const calls = ['iam:SimulatePrincipalPolicy'];
  const proven = judgeUntold(all, answers, calls, subject, judge);
  for (const group of Object.values(groups))
    group.refusals = group.refusals.filter((refusal: Refusal) => proven.includes(refusal));
}

/** What stands in the way from outside the role's own policies, and Deny statements in them. */
export function judgeCuts(
  groups: Groups,
  data: RolePermissions,
  manager: string | undefined,
  texts: Parameters<typeof findDenies>[0],
  judge: Verdict,
) {
  const refused = (cause: Cause) => actionsOf(Object.values(groups), cause);
  const byOrganization = refused('organization');
  if (byOrganization.length > 0)
    judge.found('organizationCuts', { ...data, actions: byOrganization, manager });
  const byBoundary = refused('boundary');
  if (byBoundary.length > 0) judge.found('boundaryCuts', { ...data, actions: byBoundary });
  const denied = refused('deny');
  if (denied.length > 0)
    judge.found('denied', { ...data, actions: denied, denies: findDenies(texts, denied) });
}

/** Whether something is said that the whole policy of the guide puts right. */
export function hasMissing(groups: Groups): boolean {
  return actionsOf([groups.account, groups.bucket, groups.copy], 'missing').length > 0;
}

/** What the role's policies do not allow; `asked`: how many actions IAM was asked about. */
export function judgeMissing(
  groups: Groups,
  asked: number,
  data: RolePermissions,
  key: string | undefined,
  documents: readonly PolicyDocument[] | undefined,
  judge: Verdict,
) {
  const missing = ({ refusals }: { refusals: Refusal[] }) =>
    refusals.filter(({ cause }) => cause === 'missing').map(({ action }) => action);
  const ofAccount = missing(groups.account);
  const ofBucket = missing(groups.bucket);
  const ofCopy = missing(groups.copy);
  if (ofAccount.length + ofBucket.length + ofCopy.length === asked)
    return judge.found('nothingAllowed', data);
  if (haveSameActions(ofAccount, costExplorerActions))
    judge.found('noCostExplorer', { ...data, actions: ofAccount });
  else if (ofAccount.length > 0) judge.found('actionsMissing', { ...data, actions: ofAccount });
  if (ofBucket.length > 0)
    judge.found('otherBucket', {
      ...data,
      actions: ofBucket,
      reach: documents && describeReads(documents, ofBucket, data),
    });
  if (ofCopy.length > 0) {
    const pattern = formatBucketArn({ ...data, bucketName: ecoCopyBuckets });
    judge.found('cannotCopy', { ...data, pattern });
  }
  if (key && missing(groups.key).length > 0) judge.found('cannotDecrypt', { ...data, key });
}

/** What the policies of the role let it read in place of the bucket, as sentences. */
function describeReads(
  documents: readonly PolicyDocument[],
  actions: readonly string[],
  data: RolePermissions,
): string[] {
  const copies = formatBucketArn({ ...data, bucketName: ecoCopyBuckets });
  const resources = documents
    .flatMap(({ Statement }) => Statement)
    .filter(
      (statement) =>
        statement.Effect === 'Allow' && actions.some((action) => coversAction(statement, action)),
    )
    .flatMap(({ Resource }) => Resource ?? [])
    .filter((resource) => !resource.startsWith(copies.replace(/\*.*$/, '')));
  const elsewhere = describeElsewhere(resources, data);
  const half = describeHalf(resources, data);
  return elsewhere.length > 0 ? elsewhere : half ? [half] : [];
}

/**
 * What Eco needs, as patterns: the guide's policy, and what Spot's customised template has instead.
 * Decrypting takes the right to read the file besides.
 */
function listNeeded(data: RolePermissions): Grant[] {
  const guide = permissionsPolicyFor(data).Statement.flatMap(({ Action, Resource }) =>
    Action.map((action) => ({ action, resource: Resource })),
  );
  return [
    ...guide,
    { action: 'ce:*', resource: '*' },
    { action: 'cur:*', resource: '*' },
    {
      action: 's3:Get*',
      resource: formatBucketArn({ ...data, bucketName: `${data.bucketName}*` }),
    },
    { action: 'kms:Decrypt', resource: '*' },
  ];
}

/**
 * What the policies of the role allow beyond that. `replaced`: the guide's policy is wrong anyhow, and
 * what is said of it replaces it.
 */
export function judgeTexts(
  texts: Parameters<typeof findRoleExcess>[0],
  data: RolePermissions,
  replaced: boolean,
  judge: Verdict,
) {
  const { sources, unread, isUnexplained } = findRoleExcess(
    texts,
    data.attached,
    listNeeded(data),
    data,
  );
  const own = policyNameFor(data);
  const excess = sources.filter(({ name }) => !(replaced && name === own));
  if (excess.length > 0) judge.found('moreThanNeeded', { ...data, excess });
  if (data.attached === undefined && texts.status !== 'found')
    judge.cannotTell('Which policies are attached to the role could not be seen.', [
      attachedPolicies,
    ]);
  else judgeUnread({ unread, isUnexplained: isUnexplained && !replaced }, 'Eco', judge);
}

/** AWS's own policies on the role that allow far more than Eco needs. */
export function judgeExcess(data: RolePermissions, judge: Verdict) {
  const attached = data.attached ?? [];
  const generous = attached.filter(
    ({ PolicyArn, PolicyName }) => isOwnedByAws(PolicyArn) && generousPolicies.includes(PolicyName),
  );
  if (generous.length === 0) return;
  const hasOwn = attached.some(({ PolicyName }) => PolicyName === policyNameFor(data));
  judge.found('farTooMuch', { ...data, generous, hasOwn });
}

/** The owner of a key in another account decides who may use it. */
export function judgeForeignKey(key: string, { accountId, arn }: RolePermissions, judge: Verdict) {
  const owner = parseArn(key)?.account;
  if (owner && owner !== accountId)
    judge.cannotTell(
      `The bucket is encrypted with the key ${key} of account ${owner}. Reading takes the consent of that account too: the policy of the key has to let ${arn} decrypt, and only a real call shows that it does. Check as Spot: if AWS refuses kms:Decrypt, send the owner of the key: “Please let ${arn} decrypt with ${key}.”`,
    );
}

/** What could not be decided, and what would show it. */
export function sayWhatIsUnseen(
  groups: Groups,
  {
    policy,
    encryption,
    decrypt,
    boundary,
  }: Record<'policy' | 'decrypt', Evidence> & {
    encryption: Parameters<typeof hasUnknownAlgorithm>[0];
    boundary: string | undefined;
  },
  key: string | undefined,
  judge: Verdict,
) {
  const all = Object.values(groups);
  const unanswered = all.flatMap((group) => group.unanswered);
  if (unanswered.length > 0)
    judge.cannotTell(
      `IAM gave no answer about ${unanswered.join(', ')}. Run the whole command and paste all of its output.`,
      [roleAccountAccess, roleBucketAccess, roleCopyAccess, roleDecryptAccess],
    );
  const unclear = all
    .flatMap(({ refusals }) => refusals)
    .filter(({ cause }) => cause === 'unclear');
  const keys = [...new Set(unclear.flatMap((refusal) => refusal.keys))];
  if (keys.length > 0)
    judge.cannotTell(
      `Whether the role may do ${actionsOf(all, 'unclear').join(', ')} depends on conditions that only a real call shows: ${keys.join(', ')}.${boundary ? ` They may stand in the permissions boundary ${boundary}, which is to stay.` : ''} Check as Spot: if AWS refuses something, it says which kind of policy does.`,
    );
  if (!isSeen(policy))
    judge.cannotTell('Whether the bucket policy shuts the role out could not be seen.', [
      bucketPolicy,
    ]);
  if (!isSeen(encryption))
    judge.cannotTell('Whether reading the files takes a key of yours could not be seen.', [
      bucketEncryption,
    ]);
  else if (hasUnknownAlgorithm(encryption))
    judge.cannotTell(
      'The bucket is encrypted in a way that is not known here. Check as Spot: if it can read the files, all is well; if AWS refuses, its words say what the key lacks.',
    );
  else if (key && decrypt.status !== 'found')
    judge.cannotTell(
      `The bucket is encrypted with your key ${key}, and whether the role may use it could not be seen.`,
      [roleDecryptAccess],
    );
}

function isSeen(evidence: Evidence): boolean {
  return evidence.status === 'found' || evidence.status === 'absent';
}

function haveSameActions(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && others.every((action) => some.includes(action));
}
