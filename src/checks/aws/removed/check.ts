import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import role from '../../../evidence/aws/role.ts';
import roleStackEvents from '../../../evidence/aws/role-stack-events.ts';
import { defineCheck } from '../../define-check.ts';
import { findUnknownAccount } from '../_account/guard.ts';
import { policyNameFor } from '../_role/documents.ts';
import { findStackFailure } from '../_stack/failure.ts';
import diagnoses from './diagnoses.ts';

/** A stack that failed and rolled back owns nothing any more. */
const isStanding = (events: Parameters<typeof findStackFailure>[0]) =>
  events.status === 'found' && !findStackFailure(events);

export default defineCheck({
  id: 'aws/removed',
  title: 'Nothing that this guide created is left in the account',
  needs: { role, ownedBuckets, reports: reportDefinitions },
  mayUse: {
    identity: callerIdentity,
    policies: attachedPolicies,
    policy: linkedPolicy,
    billingStack: billingStackEvents,
    roleStack: roleStackEvents,
  },
  inputs: ['accountId', 'roleName', 'bucketName', 'reportName'],
  diagnoses,
  assess(
    {
      role: found,
      ownedBuckets: buckets,
      reports,
      identity,
      policies,
      policy,
      billingStack,
      roleStack,
    },
    { accountId, roleName, bucketName, reportName, ...place },
    judge,
  ) {
    // Seen from another account everything is gone.
    const elsewhere = findUnknownAccount(identity, accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    if (found) {
      const own =
        policies.status === 'found'
          ? policies.value.AttachedPolicies.find(
              ({ PolicyName }) => PolicyName === `${roleName}_Policy`,
            )
          : undefined;
      judge.found('roleLeft', {
        ...place,
        roleName,
        arn: found.Role.Arn,
        stack: isStanding(roleStack),
        policyArn: own?.PolicyArn,
      });
    }
    // With a role that is still there, it goes with the role.
    else if (policy.status === 'found')
      judge.found('policyLeft', { ...place, accountId, roleName });
    else if (policy.status !== 'absent')
      judge.cannotTell(
        `Whether the policy ${policyNameFor({ roleName })} is left could not be seen.`,
        [linkedPolicy],
      );
    const stack = isStanding(billingStack);
    if (reports?.ReportDefinitions.some(({ ReportName }) => ReportName === reportName))
      judge.found('reportLeft', { reportName, stack });
    if (buckets?.Buckets.some(({ Name }) => Name === bucketName))
      judge.found('bucketLeft', { bucketName });
  },
});
