import { expect, it } from 'vitest';
import bucketPolicy from '../evidence/aws/bucket-policy.ts';
import rolePolicies from '../evidence/aws/role-policies.ts';
import customRoles from '../evidence/azure/custom-roles.ts';
import denyAssignments from '../evidence/azure/deny-assignments.ts';
import roleAssignments from '../evidence/azure/role-assignments.ts';
import projectPolicy from '../evidence/gcp/project-policy.ts';
import {
  bucketPolicyLimit,
  inlinePolicyLimit,
  policyLimit,
  trustPolicyLimit,
} from '../providers/aws/limits.ts';
import { policyMembers } from '../providers/gcp/limits.ts';
import { bucketPolicyFor } from './aws/_billing/documents.ts';
import { linkedTrustPolicyFor, securityAuditArn } from './aws/_linked/fixes.ts';
import { linkedPolicyFor, selectionOf } from './aws/_linked/policy.ts';
import {
  attached,
  linkedInputs,
  lookLinked,
  ownPolicyArn,
  roleWith,
} from './aws/_linked/testing.ts';
import curBucketPolicy from './aws/cur-bucket-policy/check.ts';
import linkedRole from './aws/linked-role/check.ts';
import linkedRolePermissions from './aws/linked-role-permissions/check.ts';
import { inputs as aws, look as lookAtAws } from './aws/testing.ts';
import customRole from './azure/custom-role/check.ts';
import denials from './azure/denials/check.ts';
import roleAssignment from './azure/role-assignment/check.ts';
import { assignment, role as azureRole, look as lookAtAzure } from './azure/testing.ts';
import { countComparisons, mostComparisons } from './budget.ts';
import editorGrant from './gcp/editor-grant/check.ts';
import { look as lookAtGcp, member } from './gcp/testing.ts';
import type { CheckResult } from './report.ts';
import { prints } from './testing.ts';

/** As many as fit into so many characters. */
function fill<T>(make: (index: number) => T, characters: number): T[] {
  const entries: T[] = [];
  for (let left = characters; left > 0; ) {
    const next = make(entries.length);
    left -= JSON.stringify(next).length + 1;
    if (left > 0) entries.push(next);
  }
  return entries;
}

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const guid = (index: number) => `0a0a0a0a-1111-4111-8111-${String(index).padStart(12, '0')}`;

/** Statements of other teams that are in nobody's way, up to so many characters. */
const ofOthers = (characters: number, more: object) =>
  fill(
    (index) => ({
      Sid: `Team${index}`,
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:Put*', 's3:DeleteObject*'],
      Resource: [`arn:aws:s3:::${aws.bucketName}/team-${index}/*`],
      Condition: {
        Bool: { 'aws:SecureTransport': 'false' },
        StringNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/team-${index}*` },
      },
      ...more,
    }),
    characters,
  );

/** Set-ups that are right, and as large as their cloud allows. */
const largest: Record<string, () => CheckResult> = {
  'a bucket policy of 20 KB': () => {
    const guide = bucketPolicyFor(aws).Statement;
    const others = ofOthers(bucketPolicyLimit - JSON.stringify(guide).length - 60, {});
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [...guide, ...others] });
    return lookAtAws(curBucketPolicy, prints(bucketPolicy, { Policy }));
  },
  'a trust policy of the longest': () => {
    const trust = linkedTrustPolicyFor(linkedInputs);
    const others = fill(
      (index) => ({
        Sid: `Service${index}`,
        Effect: 'Deny',
        Principal: { AWS: `arn:aws:iam::111122223333:role/team-${index}` },
        Action: 'sts:AssumeRole',
        Condition: { StringNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/a${index}*` } },
      }),
      trustPolicyLimit - JSON.stringify(trust).length - 60,
    );
    return lookLinked(
      linkedRole,
      roleWith({ ...trust, Statement: [...trust.Statement, ...others] }),
    );
  },
  'a role with ten policies, one of AWS’s own of 2,000 actions, and what is written into it':
    () => {
      const own = linkedPolicyFor(selectionOf({}));
      const reading = (characters: number) => ({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: fill((index) => `service${index % 40}:DescribeThing${index}`, characters - 100),
            Resource: '*',
          },
        ],
      });
      const text = (PolicyArn: string, Document: object) => ({
        PolicyArn,
        Text: { PolicyVersion: { VersionId: 'v1', IsDefaultVersion: true, Document } },
      });
      const arns = many(8, (index) => `arn:aws:iam::111122223333:policy/p${index}`);
      return lookLinked(linkedRolePermissions, {
        ...attached(ownPolicyArn, securityAuditArn(), ...arns),
        ...prints(rolePolicies, {
          RolePolicies: [
            {
              RoleName: 'SpotRole',
              PolicyName: 'more',
              PolicyDocument: reading(inlinePolicyLimit),
            },
            text(ownPolicyArn, own),
            text(securityAuditArn(), reading(60_000)),
            ...arns.map((arn) => text(arn, reading(policyLimit))),
          ],
        }),
      });
    },
  'a tenant of Azure with 5,000 custom roles, each with a hundred actions': () =>
    lookAtAzure(
      customRole,
      prints(customRoles, {
        value: [
          ...many(4_999, (index) =>
            azureRole(
              { actions: many(100, (n) => `Microsoft.Web/sites${index}/a${n}/read`) },
              { roleName: `Team ${index}` },
            ),
          ),
          azureRole(),
        ],
      }),
    ),
  'a subscription with 4,000 role assignments, and 500 custom roles': () =>
    lookAtAzure(roleAssignment, {
      ...prints(roleAssignments, {
        value: [
          ...many(3_999, (index) => assignment({ principalId: guid(index) } as object)),
          assignment(),
        ],
      }),
      ...prints(customRoles, {
        value: [
          azureRole(),
          ...many(500, (index) => ({
            ...azureRole({}, { roleName: `Team ${index}` }),
            name: guid(index),
          })),
        ],
      }),
    }),
  'a subscription with 2,000 deny assignments': () =>
    lookAtAzure(
      denials,
      prints(denyAssignments, {
        value: many(2_000, (index) => ({
          id: `/subscriptions/x/providers/Microsoft.Authorization/denyAssignments/${guid(index)}`,
          name: guid(index),
          properties: {
            denyAssignmentName: `Stack ${index}`,
            permissions: [
              {
                actions: many(20, (n) => `Microsoft.Storage/storageAccounts/a${n}/*`),
                notActions: [],
              },
            ],
            scope: '/subscriptions/11111111-2222-4333-8444-555555555555',
            principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
            excludePrincipals: [],
          },
        })),
      }),
    ),
  'a role of Azure that takes away by 500 patterns': () =>
    lookAtAzure(
      customRole,
      prints(customRoles, {
        value: [
          azureRole({
            notActions: many(500, (index) => `Microsoft.Compute/galleries/a${index}/*/write`),
          }),
        ],
      }),
    ),
  'a project of Google Cloud with as many members as a policy may have, in 300 roles': () =>
    lookAtGcp(
      editorGrant,
      prints(projectPolicy, {
        etag: 'BwY=',
        bindings: [
          { role: 'roles/editor', members: [member] },
          ...many(299, (index) => ({
            role: `roles/custom.r${index}`,
            members: many(policyMembers / 300, (n) => `user:${index}-${n}@example.com`),
          })),
        ],
      }),
    ),
};

it.each(Object.entries(largest))('%s is judged', (_, judge) => {
  let result: CheckResult | undefined;
  const comparisons = countComparisons(() => {
    result = judge();
  });
  expect(result?.status).toBe('pass');
  expect(comparisons).toBeLessThan(mostComparisons / 3);
});
