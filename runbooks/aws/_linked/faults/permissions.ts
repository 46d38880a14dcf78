import type { Fault } from '../../../define-faults.ts';
import { addServiceControlPolicy, refuseForeignNames } from '../../_world/organization.ts';
import { allow, deny, makePolicy } from '../../_world/policy.ts';
import { boundaryStays, organizationDecides } from '../../_world/reasons.ts';
import {
  addPolicy,
  attachPolicy,
  formatAwsPolicyArn,
  formatOwnPolicyArn,
  setAttachedPolicies,
  setBoundary,
  setInlinePolicy,
} from '../../_world/role.ts';
import { findRegion, otherRegion } from '../../_world/world.ts';
import fault from '../fault.ts';
import type { LinkedWorld } from '../worlds.ts';

/** What the policies of the role lack, and what limits them. */
export const permissionFaults: readonly Fault<LinkedWorld>[] = [
  fault(
    'linked-policy-not-attached',
    'The policy was created and never attached; only SecurityAudit is',
    { reader: ['AWS-LINK-010'], spot: ['AWS-LINK-010'] },
    (subject) => setAttachedPolicies(subject, formatAwsPolicyArn(subject, 'SecurityAudit')),
    { catalogue: 'F-011' },
  ),
  fault(
    'linked-boundary-over-everything',
    'A permissions boundary leaves only reading of servers',
    { reader: ['AWS-LINK-012'], spot: ['AWS-GUARD-003'] },
    (subject) => setBoundary(subject, allow('ec2:Describe*')),
    { catalogue: 'F-022', noCommand: boundaryStays },
  ),
  fault(
    'linked-security-audit-missing',
    'SecurityAudit is not attached',
    { reader: ['AWS-LINK-016'], spot: ['AWS-LINK-016'] },
    (subject) => setAttachedPolicies(subject, formatOwnPolicyArn(subject)),
    { catalogue: 'F-036' },
  ),
  fault(
    'linked-administrator-besides',
    'The role has AdministratorAccess besides its policy',
    { reader: ['AWS-LINK-017'], spot: ['AWS-LINK-017'] },
    (subject) => attachPolicy(subject, formatAwsPolicyArn(subject, 'AdministratorAccess')),
  ),
  fault(
    'linked-boundary-of-two-regions',
    'A permissions boundary allows everything in two regions, and Spot decides where servers run',
    { reader: [] },
    (subject) =>
      setBoundary(subject, {
        ...allow('*'),
        Condition: { StringEquals: { 'aws:RequestedRegion': [findRegion(subject), otherRegion] } },
      }),
    {
      noCommand: boundaryStays,
      expectedStatus: { check: 'aws/linked-role-permissions', status: 'undetermined' },
    },
  ),
  fault(
    'linked-more-inline',
    'A policy written into the role allows other roles and functions too',
    { reader: ['AWS-LINK-018'] },
    (subject) => setInlinePolicy(subject, 'helpers', allow(['sts:AssumeRole', 'lambda:*'])),
  ),
  fault(
    'linked-company-policy-besides',
    'The role has a policy of the company besides, which opens all buckets',
    { reader: ['AWS-LINK-018'] },
    (subject) =>
      attachPolicy(subject, addPolicy(subject, 'AcmeBuckets', makePolicy(allow('s3:*')))),
  ),
  fault(
    'linked-service-control-policy',
    'A service control policy forbids starting servers',
    { reader: ['AWS-LINK-013'], spot: ['AWS-LINK-013'] },
    (subject) => addServiceControlPolicy(subject, deny('ec2:RunInstances')),
    {
      catalogue: 'F-020',
      noCommand: organizationDecides,
    },
  ),
  fault(
    'linked-service-control-policy-on-servers',
    'A service control policy forbids everything about servers',
    { reader: ['AWS-LINK-013'], spot: ['AWS-LINK-013'] },
    (subject) => addServiceControlPolicy(subject, deny(['ec2:*', 'autoscaling:*'])),
    { catalogue: 'F-020', noCommand: organizationDecides },
  ),
  // IAM's forecast takes no notice of such conditions, so the reader's own view is green.
  fault(
    'linked-service-control-policy-by-name',
    "A service control policy forbids looking to roles whose names are not the company's",
    { reader: [], spot: ['AWS-GUARD-001'] },
    (subject) => addServiceControlPolicy(subject, refuseForeignNames('s3:*')),
    { catalogue: 'F-020', noCommand: organizationDecides },
  ),
];
