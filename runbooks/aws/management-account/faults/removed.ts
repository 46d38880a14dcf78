import type { Fault } from '../../../define-faults.ts';
import { deleteBucket } from '../../_world/bucket.ts';
import { allow } from '../../_world/policy.ts';
import { deleteReports } from '../../_world/report.ts';
import {
  attachPolicy,
  deletePolicies,
  deleteRole,
  formatAwsPolicyArn,
  setInlinePolicy,
} from '../../_world/role.ts';
import type { ManagementWorld } from '../worlds.ts';

type Part = 'role' | 'report' | 'bucket';

/** Only this part of what the guide made is left. */
function leftFault(part: Part, title: string, code: string): Fault<ManagementWorld> {
  return {
    name: `${part}-left`,
    title,
    step: 'undo',
    breaks(subject) {
      for (const other of ['role', 'report', 'bucket'] as const)
        if (other !== part) remove(subject, other);
    },
    expected: { reader: [code] },
  };
}

/** The role goes with its policy, as the guide says. */
function remove(subject: ManagementWorld, part: Part): void {
  if (part === 'role') {
    deleteRole(subject);
    deletePolicies(subject);
  }
  if (part === 'report') deleteReports(subject);
  if (part === 'bucket') deleteBucket(subject);
}

export const removedFaults: readonly Fault<ManagementWorld>[] = [
  {
    name: 'nothing-removed',
    title: 'Nothing was taken down',
    step: 'undo',
    breaks: () => undefined,
    expected: { reader: ['AWS-REMOVED-001', 'AWS-REMOVED-002', 'AWS-REMOVED-003'] },
  },
  leftFault('role', 'The role is left: Spot can still read', 'AWS-REMOVED-001'),
  leftFault('report', 'The report is left: AWS goes on delivering', 'AWS-REMOVED-002'),
  leftFault('bucket', 'The bucket is left, with its files', 'AWS-REMOVED-003'),
  {
    name: 'policy-of-the-role-left',
    title: 'The role is gone, its policy is left',
    step: 'undo',
    breaks(subject) {
      deleteRole(subject);
      remove(subject, 'report');
      remove(subject, 'bucket');
    },
    expected: { reader: ['AWS-REMOVED-004'] },
  },
  {
    name: 'role-left-with-inline-policy',
    title: 'The role is left, with a policy of its own and one of AWS',
    step: 'undo',
    breaks(subject) {
      setInlinePolicy(subject, 'extra', allow('ec2:Describe*'));
      attachPolicy(subject, formatAwsPolicyArn(subject, 'SecurityAudit'));
      remove(subject, 'report');
      remove(subject, 'bucket');
    },
    expected: { reader: ['AWS-REMOVED-001'] },
  },
];
