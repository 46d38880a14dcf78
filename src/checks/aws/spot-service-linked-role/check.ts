import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedRoleAccess from '../../../evidence/aws/linked-role-access.ts';
import spotServiceLinkedRole from '../../../evidence/aws/spot-service-linked-role.ts';
import type { AwsPlace } from '../../../providers/aws/partitions.ts';
import { type Diagnosis, defineCheck, diagnosis } from '../../define-check.ts';
import { findAccountMismatch, findUnknownAccount } from '../_account/guard.ts';
import { formatRoleArn } from '../_policy/arns.ts';
import { findRefusals } from '../_policy/decisions.ts';

type Data = AwsPlace & { accountId: string };

const create = 'aws iam create-service-linked-role --aws-service-name spot.amazonaws.com';

function missing(definition: Pick<Diagnosis<Data>, 'code' | 'title' | 'explain'>): Diagnosis<Data> {
  return diagnosis<Data>({
    ...definition,
    severity: 'fail',
    observed: () => 'no role AWSServiceRoleForEC2Spot',
    expected: (data) =>
      formatRoleArn({
        ...data,
        roleName: 'aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot',
      }),
    fix: () => ({
      summary: 'Create it once; it belongs to EC2, gives Spot nothing, and costs nothing.',
      commands: [create],
      console: [
        'Open IAM > Roles > Create role. Trusted entity type: AWS service. Use case: EC2, then EC2 - Spot Instances.',
        'Choose Next twice, then Create role.',
      ],
    }),
  });
}

export default defineCheck({
  id: 'aws/spot-service-linked-role',
  title: 'The account can start spot instances',
  needs: { serviceRole: spotServiceLinkedRole },
  mayUse: { access: linkedRoleAccess, identity: callerIdentity },
  inputs: ['accountId'],
  diagnoses: {
    notYet: missing({
      code: 'AWS-SLR-001',
      title: "EC2's own role for spot instances is not there yet",
      explain: () =>
        'EC2 starts spot instances with a role of its own, one in every account. Spot may create it when it starts the first instance; made now, that first start cannot fail on it.',
    }),
    cannotBeMade: missing({
      code: 'AWS-SLR-002',
      title: "EC2's own role for spot instances is missing, and Spot may not create it",
      explain: () =>
        "By IAM's forecast the role of Spot may not call iam:CreateServiceLinkedRole, so the first spot instance would fail with AuthFailure.ServiceLinkedRoleCreationNotPermitted.",
    }),
  },
  assess({ serviceRole, access, identity }, inputs, judge) {
    // The ARN of the role names its account; “there is none” does not.
    const findElsewhere = serviceRole ? findAccountMismatch : findUnknownAccount;
    const elsewhere = findElsewhere(identity, inputs.accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    if (serviceRole) return;
    const refused =
      access.status === 'found' &&
      findRefusals(access.value, [{ action: 'iam:CreateServiceLinkedRole' }]).refusals.length > 0;
    judge.found(refused ? 'cannotBeMade' : 'notYet', inputs);
  },
});
