import attachedPolicies from '../../../evidence/aws/attached-policies.ts';
import beanstalkBucketAccess, {
  beanstalkBucketActions,
} from '../../../evidence/aws/beanstalk-bucket-access.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import linkedPolicy from '../../../evidence/aws/linked-policy.ts';
import linkedRoleAccess, {
  excessActions,
  linkedActions,
} from '../../../evidence/aws/linked-role-access.ts';
import linkedStack, { linkedStackName } from '../../../evidence/aws/linked-stack.ts';
import linkedStackEvents from '../../../evidence/aws/linked-stack-events.ts';
import { defineReaderAccess } from '../../../evidence/aws/reader-access.ts';
import roleKind from '../../../evidence/aws/role.ts';
import spotServiceLinkedRole from '../../../evidence/aws/spot-service-linked-role.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import type { Check } from '../../define-check.ts';
import { runCheck } from '../../run-checks.ts';
import { prints } from '../../testing.ts';
import { formatGuidePolicyArn } from '../_role/documents.ts';
import { now } from '../testing.ts';
import { linkedTrustPolicyFor, securityAuditArn } from './fixes.ts';
import { linkedPolicyFor, selectionOf } from './policy.ts';

/**
 * For tests: evidence of a linked account that is set up as the guide says, as the CLI prints it.
 */
export const linkedInputs = {
  purpose: 'compute',
  accountId: '111122223333',
  roleName: 'SpotRole',
  externalId: 'Abc-123_xyz.7890',
  roleArn: 'arn:aws:iam::111122223333:role/SpotRole',
  permissionSet: 'default',
};

export interface Decision {
  decision?: 'allowed' | 'implicitDeny' | 'explicitDeny';
  keys?: string[];
  organizations?: boolean;
  boundary?: boolean;
}

/** What IAM's simulator prints about actions: allowed, unless said otherwise by action. */
export function decisions(
  actions: readonly string[],
  others: (action: string) => Decision | undefined = () => undefined,
) {
  return {
    EvaluationResults: actions.map((action) => {
      const { decision = 'allowed', keys = [], organizations, boundary } = others(action) ?? {};
      return {
        ...{
          EvalActionName: action,
          EvalResourceName: '*',
          EvalDecision: decision,
          MissingContextValues: keys,
        },
        ...(organizations === undefined
          ? {}
          : { OrganizationsDecisionDetail: { AllowedByOrganizations: organizations } }),
        ...(boundary === undefined
          ? {}
          : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: boundary } }),
      };
    }),
  };
}

export const excessRefused = (action: string): Decision | undefined =>
  (excessActions as readonly string[]).includes(action) ? { decision: 'implicitDeny' } : undefined;

/** What the role may do: everything it should, but for what `others` says. */
export const access = (others: (action: string) => Decision | undefined = () => undefined) =>
  prints(
    linkedRoleAccess,
    decisions(
      [...linkedActions, ...excessActions],
      (action) => others(action) ?? excessRefused(action),
    ),
  );

export const roleWith = (AssumeRolePolicyDocument: unknown) =>
  prints(roleKind, {
    Role: {
      RoleName: 'SpotRole',
      Arn: linkedInputs.roleArn,
      CreateDate: '2026-11-01T00:00:00+00:00',
      AssumeRolePolicyDocument,
    },
  });

export const attached = (...arns: string[]) =>
  prints(attachedPolicies, {
    AttachedPolicies: arns.map((arn) => ({ PolicyArn: arn, PolicyName: arn.split('/').at(-1) })),
  });

export const policyWith = (...Statement: object[]) =>
  prints(linkedPolicy, {
    PolicyVersion: { VersionId: 'v1', Document: { Version: '2012-10-17', Statement } },
  });

export const ownPolicyArn = formatGuidePolicyArn(linkedInputs);

/** What the tests' steps take of their reader. */
const readerActions = ['iam:AttachRolePolicy', 'iam:CreatePolicy', 'iam:CreateRole'];

const healthy: Record<string, Evidence> = {
  ...prints(callerIdentity, {
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/admin',
    UserId: 'AIDAEXAMPLE',
  }),
  ...roleWith(linkedTrustPolicyFor(linkedInputs)),
  ...attached(ownPolicyArn, securityAuditArn()),
  ...policyWith(...linkedPolicyFor(selectionOf({})).Statement),
  ...access(),
  ...prints(beanstalkBucketAccess, decisions(beanstalkBucketActions)),
  ...prints(defineReaderAccess(readerActions), decisions(readerActions)),
  ...prints(linkedStack, {
    Stacks: [{ StackName: linkedStackName, StackStatus: 'CREATE_COMPLETE' }],
  }),
  ...prints(linkedStackEvents, {
    StackEvents: [
      {
        StackName: linkedStackName,
        LogicalResourceId: linkedStackName,
        ResourceStatus: 'CREATE_COMPLETE',
        Timestamp: '2026-11-20T00:00:00+00:00',
      },
    ],
  }),
  ...prints(spotServiceLinkedRole, {
    Role: {
      RoleName: 'AWSServiceRoleForEC2Spot',
      Arn: 'arn:aws:iam::111122223333:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot',
    },
  }),
};

/** Runs a check on the healthy evidence with these changes. */
export function lookLinked(
  check: Check,
  changes: Record<string, Evidence> = {},
  inputs: Record<string, string> = {},
) {
  const result = runCheck(check, {
    inputs: { ...linkedInputs, ...inputs },
    evidence: { ...healthy, ...changes },
    now,
  });
  return {
    ...result,
    codes: result.findings.map(({ code }) => code),
    said: result.unseen.map(({ message }) => message).join(' '),
  };
}

export const unseen = (...unseenKinds: EvidenceKind[]): Record<string, Evidence> =>
  Object.fromEntries(
    unseenKinds.map(({ id }) => [
      id,
      { status: 'denied', code: 'AccessDenied', message: 'not authorized' },
    ]),
  );

export const gone = (...goneKinds: EvidenceKind[]): Record<string, Evidence> =>
  Object.fromEntries(
    goneKinds.map(({ id }) => [
      id,
      { status: 'absent', code: 'NoSuchEntity', message: 'cannot be found' },
    ]),
  );
