import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import beanstalkBucketAccess from '../../../evidence/aws/beanstalk-bucket-access.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedRoleAccess from '../../../evidence/aws/linked-role-access.ts';
import linkedStack from '../../../evidence/aws/linked-stack.ts';
import organization from '../../../evidence/aws/organization.ts';
import role from '../../../evidence/aws/role.ts';
import rolePolicies from '../../../evidence/aws/role-policies.ts';
import { defineCheck } from '../../define-check.ts';
import { selectionInputs, selectionOf } from '../_linked/policy.ts';
import { arnOf, askByRealArn, boundaryOf, judgeBoundarySilence } from '../_role/ask-about-role.ts';
import { documentsOf } from '../_role/excess.ts';
import { judgeUntold } from '../_role/judge-untold.ts';
import diagnoses, { type LinkedPermissions } from './diagnoses.ts';
import {
  actionsOf,
  askAboutRegion,
  findAllRefusals,
  judgeConditions,
  judgeExcess,
  judgeRefusals,
  judgeTexts,
  ownIsJudged,
} from './judge.ts';

export default defineCheck({
  id: 'aws/linked-role-permissions',
  title: "By its policies and IAM's forecast, the role may do what Spot needs",
  needs: { access: linkedRoleAccess, bucket: beanstalkBucketAccess },
  mayUse: {
    attached: attachedPolicies,
    texts: rolePolicies,
    policy: linkedPolicy,
    organization,
    role,
    stack: linkedStack,
  },
  inputs: ['accountId', 'roleName'],
  optionalInputs: selectionInputs,
  after: ['aws/linked-stack', 'aws/chosen-policy'],
  diagnoses,
  assess(
    { access, bucket, attached, texts, policy, organization: org, role: seen, stack },
    inputs,
    judge,
  ) {
    if (access === null || bucket === null) {
      const unanswered = [
        ...(access === null ? [linkedRoleAccess] : []),
        ...(bucket === null ? [beanstalkBucketAccess] : []),
      ];
      return askByRealArn(seen, unanswered, inputs, judge);
    }
    const selection = selectionOf(inputs);
    const known = attached.status === 'found' ? attached.value.AttachedPolicies : undefined;
    const data: LinkedPermissions = {
      ...inputs,
      selection,
      arn: arnOf(seen, inputs),
      boundary: boundaryOf(seen),
      attached: known,
    };
    const manager = org.status === 'found' ? org.value.Organization.MasterAccountId : undefined;
    const document = policy.status === 'found' ? policy.value.PolicyVersion.Document : undefined;

    const wanted = actionsOf(selection);
    const documents = texts.status === 'found' ? documentsOf(texts) : document ? [document] : [];
    const { refusals: forecast, unanswered } = findAllRefusals(
      { access, bucket },
      selection,
      wanted,
      documents,
    );
    const calls = ['iam:SimulatePrincipalPolicy'];
    if (stack.status === 'found' || stack.status === 'absent')
      calls.push('cloudformation:DescribeStacks');
    const askAgain = [askAboutRegion(data)];
    const refusals = judgeUntold(
      forecast,
      [access, bucket],
      calls,
      { ...data, manager, product: 'Spot', askAgain },
      judge,
    );
    judgeRefusals(refusals, wanted, { ...data, manager }, texts, judge);
    judgeConditions(refusals, documents, data, judge);
    if (!judgeExcess(access, data, texts, judge))
      judgeTexts(
        texts,
        data,
        {
          withoutOwn: ownIsJudged(inputs),
          nothingAllowed: refusals.some(({ cause }) => cause === 'missing'),
        },
        judge,
      );
    judgeBoundarySilence([access], data.boundary, judge);
    if (unanswered.length > 0)
      judge.cannotTell(
        `IAM gave no answer about ${unanswered.slice(0, 10).join(', ')}. Run the whole command and paste all of its output.`,
        [linkedRoleAccess, beanstalkBucketAccess],
      );
  },
});
