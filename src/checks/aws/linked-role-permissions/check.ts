import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import beanstalkBucketAccess from '../../../evidence/aws/beanstalk-bucket-access.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedRoleAccess from '../../../evidence/aws/linked-role-access.ts';
import organization from '../../../evidence/aws/organization.ts';
import { defineCheck } from '../../define-check.ts';
import { selectionInputs, selectionOf } from '../_linked/policy.ts';
import diagnoses, { type LinkedPermissions } from './diagnoses.ts';
import {
  actionsOf,
  findAllRefusals,
  judgeConditions,
  judgeExcess,
  judgeRefusals,
} from './judge.ts';

export default defineCheck({
  id: 'aws/linked-role-permissions',
  title: 'The role may do what Spot needs, and nothing stands in the way',
  needs: { access: linkedRoleAccess, bucket: beanstalkBucketAccess },
  mayUse: { attached: attachedPolicies, policy: linkedPolicy, organization },
  inputs: ['accountId', 'roleName'],
  optionalInputs: selectionInputs,
  after: ['aws/linked-stack', 'aws/chosen-policy'],
  diagnoses,
  assess({ access, bucket, attached, policy, organization: org }, inputs, judge) {
    if (access === null || bucket === null)
      return judge.cannotTell(
        'There is no role whose permissions could be looked at; see the check of the role itself.',
      );
    const selection = selectionOf(inputs);
    const known = attached.status === 'found' ? attached.value.AttachedPolicies : undefined;
    const data: LinkedPermissions = { ...inputs, selection, attached: known };
    const manager = org.status === 'found' ? org.value.Organization.MasterAccountId : undefined;
    const document = policy.status === 'found' ? policy.value.PolicyVersion.Document : undefined;

    const wanted = actionsOf(selection);
    const { refusals, unanswered } = findAllRefusals(access, bucket, selection, wanted);
    judgeRefusals(refusals, wanted, { ...data, manager }, judge);
    judgeConditions(refusals, document, data, judge);
    judgeExcess(access, data, judge);
    if (unanswered.length > 0)
      judge.cannotTell(
        `IAM gave no answer about ${unanswered.slice(0, 10).join(', ')}. Run the whole command and paste all of its output.`,
        [linkedRoleAccess, beanstalkBucketAccess],
      );
  },
});
