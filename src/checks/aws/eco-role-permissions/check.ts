import type { PolicyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import organization from '../../../evidence/aws/organization.ts';
import role from '../../../evidence/aws/role.ts';
import roleAccountAccess, { accountActions } from '../../../evidence/aws/role-account-access.ts';
import roleBucketAccess from '../../../evidence/aws/role-bucket-access.ts';
import roleCopyAccess from '../../../evidence/aws/role-copy-access.ts';
import roleDecryptAccess from '../../../evidence/aws/role-decrypt-access.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { ecoCopyBucketPattern } from '../../../spot.ts';
import { defineCheck } from '../../define-check.ts';
import { type Cause, type Refusal, refusalsIn } from '../_policy/decisions.ts';
import { policyNameFor } from '../_role/documents.ts';
import {
  allowsRead,
  type BucketRead,
  bucketReads,
  denialsFor,
  readContext,
} from './bucket-denials.ts';
import { permissionDiagnoses, type RolePermissions } from './diagnoses.ts';

/** AWS's own policies that give a role far more than reading costs. */
const farTooMuch = [
  'AdministratorAccess',
  'PowerUserAccess',
  'IAMFullAccess',
  'SystemAdministrator',
  'AmazonS3FullAccess',
];

const costExplorerActions = accountActions.filter((action) => action.startsWith('ce:'));

export default defineCheck({
  id: 'aws/eco-role-permissions',
  title: 'The role may do what Eco needs, and nothing stands in the way',
  needs: { account: roleAccountAccess, bucket: roleBucketAccess, copy: roleCopyAccess },
  mayUse: {
    attached: attachedPolicies,
    policy: bucketPolicy,
    encryption: bucketEncryption,
    decrypt: roleDecryptAccess,
    organization,
    role,
  },
  inputs: ['accountId', 'roleName', 'bucketName', 'reportPrefix'],
  diagnoses: permissionDiagnoses,
  assess(
    {
      account,
      bucket,
      copy,
      attached,
      policy,
      encryption,
      decrypt,
      organization: org,
      role: seenRole,
    },
    inputs,
    judge,
  ) {
    if (account === null || bucket === null || copy === null) {
      return judge.cannotTell(
        'There is no role whose permissions could be looked at; see the check of the role itself.',
      );
    }
    const known = attached.status === 'found' ? attached.value.AttachedPolicies : undefined;
    const data: RolePermissions = { ...inputs, attached: known };
    const caller = {
      accountId: inputs.accountId,
      arn:
        seenRole.status === 'found'
          ? seenRole.value.Role.Arn
          : `arn:aws:iam::${inputs.accountId}:role/${inputs.roleName}`,
    };
    const context = readContext(
      caller,
      org.status === 'found' ? org.value.Organization.Id : undefined,
    );
    const reads = bucketReads(inputs.bucketName, inputs.reportPrefix);
    const bucketDocument = policy.status === 'found' ? policy.value.Policy : undefined;

    const ofAccount = refusalsIn(
      account,
      accountActions.map((action) => ({ action })),
    );
    const ofBucket = refusalsIn(bucket, reads);
    ofBucket.refusals = ofBucket.refusals.filter(
      (refusal) =>
        !givenByBucket(refusal, reads, bucketDocument, (read, document) =>
          allowsRead(document, caller, read, context),
        ),
    );
    const ofCopy = refusalsIn(copy, [{ action: 's3:PutObject' }]);
    const key = customerKey(encryption, inputs.accountId);
    const ofKey =
      key && decrypt.status === 'found'
        ? refusalsIn(decrypt.value, [{ action: 'kms:Decrypt' }])
        : { refusals: [], unanswered: [] };

    const groups = [ofAccount, ofBucket, ofCopy, ofKey];
    const refused = (cause: Cause) => [
      ...new Set(
        groups.flatMap(({ refusals }) =>
          refusals.filter((refusal) => refusal.cause === cause).map(({ action }) => action),
        ),
      ),
    ];
    const missing = (group: { refusals: Refusal[] }) =>
      group.refusals.filter(({ cause }) => cause === 'missing').map(({ action }) => action);

    const byOrganization = refused('organization');
    if (byOrganization.length > 0) {
      const manager = org.status === 'found' ? org.value.Organization.MasterAccountId : undefined;
      judge.found('organizationCuts', { ...data, actions: byOrganization, manager });
    }
    if (refused('boundary').length > 0)
      judge.found('boundaryCuts', { ...data, actions: refused('boundary') });
    if (refused('deny').length > 0) judge.found('denied', { ...data, actions: refused('deny') });

    const asked = accountActions.length + reads.length + 1;
    const lacking = [...missing(ofAccount), ...missing(ofBucket), ...missing(ofCopy)];
    if (lacking.length === asked) judge.found('nothingAllowed', data);
    else {
      if (sameActions(missing(ofAccount), costExplorerActions))
        judge.found('noCostExplorer', { ...data, actions: missing(ofAccount) });
      else if (missing(ofAccount).length > 0)
        judge.found('actionsMissing', { ...data, actions: missing(ofAccount) });
      if (missing(ofBucket).length > 0)
        judge.found('otherBucket', { ...data, actions: missing(ofBucket) });
      if (missing(ofCopy).length > 0)
        judge.found('cannotCopy', { ...data, pattern: ecoCopyBucketPattern });
      if (key && missing(ofKey).length > 0) judge.found('cannotDecrypt', { ...data, key });
    }

    const generous = (known ?? []).filter(
      ({ PolicyArn, PolicyName }) =>
        PolicyArn.startsWith('arn:aws:iam::aws:') && farTooMuch.includes(PolicyName),
    );
    if (generous.length > 0) {
      judge.found('farTooMuch', {
        ...data,
        generous,
        hasOwn: (known ?? []).some(({ PolicyName }) => PolicyName === policyNameFor(inputs)),
      });
    }
    if (bucketDocument) {
      const { denying, actions, unknown } = denialsFor(bucketDocument, caller, reads, context);
      if (denying.length > 0)
        judge.found('bucketDenies', { ...data, actions, denying, policy: bucketDocument });
      else if (unknown.length > 0)
        judge.cannotTell(
          `The bucket policy has a Deny that depends on ${unknown.join(', ')}; only a real call of Spot shows whether it hits. Check as Spot.`,
        );
    }
    sayWhatIsUnseen();

    function sayWhatIsUnseen() {
      const unanswered = groups.flatMap((group) => group.unanswered);
      if (unanswered.length > 0)
        judge.cannotTell(
          `IAM gave no answer about ${unanswered.join(', ')}. Run the whole command and paste all of its output.`,
          [roleAccountAccess, roleBucketAccess, roleCopyAccess],
        );
      const keys = [
        ...new Set(
          groups.flatMap(({ refusals }) =>
            refusals.filter(({ cause }) => cause === 'unclear').flatMap((refusal) => refusal.keys),
          ),
        ),
      ];
      if (keys.length > 0)
        judge.cannotTell(
          `Whether the role may do ${refused('unclear').join(', ')} depends on conditions that only a real call shows: ${keys.join(', ')}. Check as Spot.`,
        );
      if (!isSeen(policy))
        judge.cannotTell('Whether the bucket policy shuts the role out could not be seen.', [
          bucketPolicy,
        ]);
      if (!isSeen(encryption))
        judge.cannotTell('Whether reading the files takes a key of yours could not be seen.', [
          bucketEncryption,
        ]);
      else if (key && decrypt.status !== 'found')
        judge.cannotTell(
          `The bucket is encrypted with your key ${key}, and whether the role may use it could not be seen.`,
          [roleDecryptAccess],
        );
    }
  },
});

function isSeen(evidence: Evidence): boolean {
  return evidence.status === 'found' || evidence.status === 'absent';
}

function sameActions(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && others.every((action) => some.includes(action));
}

function givenByBucket(
  refusal: Refusal,
  reads: readonly BucketRead[],
  document: PolicyDocument | undefined,
  allows: (read: BucketRead, document: PolicyDocument) => boolean,
): boolean {
  const read = reads.find(({ action }) => action === refusal.action);
  return (
    refusal.cause === 'missing' &&
    read !== undefined &&
    document !== undefined &&
    allows(read, document)
  );
}

type Encryption = typeof bucketEncryption extends EvidenceKind<infer T> ? T : never;

/**
 * The customer key that encrypts new files, or undefined: AWS's own key for S3 serves everyone in
 * the account who may read.
 */
function customerKey(encryption: Evidence<Encryption>, accountId: string): string | undefined {
  if (encryption.status !== 'found') return undefined;
  const rule =
    encryption.value.ServerSideEncryptionConfiguration.Rules[0]?.ApplyServerSideEncryptionByDefault;
  const key = rule?.KMSMasterKeyID;
  if (!rule?.SSEAlgorithm.startsWith('aws:kms') || !key || /\balias\/aws\/s3$/.test(key))
    return undefined;
  if (key.startsWith('arn:')) return key;
  return `arn:aws:kms:us-east-1:${accountId}:${key.startsWith('alias/') ? key : `key/${key}`}`;
}
