import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import organization from '../../../evidence/aws/organization.ts';
import role from '../../../evidence/aws/role.ts';
import roleAccountAccess, { accountActions } from '../../../evidence/aws/role-account-access.ts';
import roleBucketAccess from '../../../evidence/aws/role-bucket-access.ts';
import roleCopyAccess from '../../../evidence/aws/role-copy-access.ts';
import roleDecryptAccess from '../../../evidence/aws/role-decrypt-access.ts';
import rolePolicies from '../../../evidence/aws/role-policies.ts';
import { defineCheck } from '../../define-check.ts';
import { formatBucketArn } from '../_policy/arns.ts';
import type { Refusal } from '../_policy/decisions.ts';
import { arnOf, askByRealArn, boundaryOf, judgeBoundarySilence } from '../_role/ask-about-role.ts';
import { documentsOf } from '../_role/excess.ts';
import { allowsRead, bucketReads, denialsFor, readContext } from './bucket-denials.ts';
import { findCustomerKey } from './customer-key.ts';
import diagnoses, { type RolePermissions } from './diagnoses.ts';
import {
  findAllRefusals,
  hasMissing,
  judgeCuts,
  judgeExcess,
  judgeForecast,
  judgeForeignKey,
  judgeMissing,
  judgeTexts,
  sayWhatIsUnseen,
} from './judge.ts';

export default defineCheck({
  id: 'aws/eco-role-permissions',
  title: "By its policies and IAM's forecast, the role may do what Eco needs",
  needs: { account: roleAccountAccess, bucket: roleBucketAccess, copy: roleCopyAccess },
  mayUse: {
    attached: attachedPolicies,
    texts: rolePolicies,
    policy: bucketPolicy,
    encryption: bucketEncryption,
    decrypt: roleDecryptAccess,
    organization,
    role,
  },
  inputs: ['accountId', 'roleName', 'bucketName', 'reportPrefix'],
  optionalInputs: ['reportName'],
  diagnoses,
  assess({ account, bucket, copy, ...evidence }, inputs, judge) {
    if (account === null || bucket === null || copy === null) {
      const asked = [roleAccountAccess, roleBucketAccess, roleCopyAccess];
      const unanswered = asked.filter((_, index) => [account, bucket, copy][index] === null);
      return askByRealArn(evidence.role, unanswered, inputs, judge);
    }
    const { attached, texts, policy, organization: org, role: seenRole } = evidence;
    const known = attached.status === 'found' ? attached.value.AttachedPolicies : undefined;
    const arn = arnOf(seenRole, inputs);
    const data: RolePermissions = {
      ...inputs,
      arn,
      boundary: boundaryOf(seenRole),
      attached: known,
    };
    const member = org.status === 'found' ? org.value.Organization : undefined;
    const hasBoundary =
      seenRole.status === 'found'
        ? seenRole.value.Role.PermissionsBoundary !== undefined
        : undefined;
    const roleId = seenRole.status === 'found' ? seenRole.value.Role.RoleId : undefined;
    const caller = { accountId: inputs.accountId, arn, hasBoundary, roleId };
    const report = { ...inputs, now: judge.now };
    const context = readContext(caller, member?.Id);
    const reads = bucketReads(inputs);
    const document = policy.status === 'found' ? policy.value.Policy : undefined;
    const key = findCustomerKey(evidence.encryption, inputs);

    const groups = findAllRefusals(
      { account, bucket, copy, key, decrypt: evidence.decrypt },
      reads,
      { documents: documentsOf(texts), context },
      formatBucketArn({ ...inputs, bucketName: 'sc-customer-example/*' }),
    );
    const isGiven = ({ action, cause }: Refusal) =>
      cause === 'missing' &&
      document !== undefined &&
      reads.some(
        (read) => read.action === action && allowsRead(document, caller, read, report, context),
      );
    groups.bucket.refusals = groups.bucket.refusals.filter((refusal) => !isGiven(refusal));

    const answers = [account, bucket, copy];
    if (key && evidence.decrypt.status === 'found') answers.push(evidence.decrypt.value);
    const manager = member?.MasterAccountId;
    judgeForecast(groups, answers, { ...data, manager, product: 'Eco' }, judge);
    judgeCuts(groups, data, manager, texts, judge);
    const read = texts.status === 'found' ? documentsOf(texts) : undefined;
    judgeMissing(groups, accountActions.length + reads.length + 1, data, key, read, judge);
    judgeExcess(data, judge);
    judgeTexts(texts, data, hasMissing(groups), judge);
    if (document) {
      const { denying, actions, unknown } = denialsFor(document, caller, reads, report, context);
      if (denying.length > 0)
        judge.found('bucketDenies', { ...data, arn, actions, denying, policy: document });
      else if (unknown.length > 0)
        judge.cannotTell(
          `The bucket policy has a Deny that depends on ${unknown.join(', ')}; only a real call of Spot shows whether it hits. Check as Spot: if AWS refuses the reading with an explicit deny in a resource-based policy, it is this one, and whoever wrote it has to except ${arn}.`,
        );
    }
    judgeBoundarySilence([account, bucket, copy], data.boundary, judge);
    sayWhatIsUnseen(groups, { ...evidence, boundary: data.boundary }, key, judge);
    if (key) judgeForeignKey(key, data, judge);
  },
});
