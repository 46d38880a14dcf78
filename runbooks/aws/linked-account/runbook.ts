import linkedAccess from '../../../src/checks/aws/linked-access/check.ts';
import rightAccount from '../../../src/checks/aws/linked-account/check.ts';
import linkedRemoved from '../../../src/checks/aws/linked-removed/check.ts';
import linkedRole from '../../../src/checks/aws/linked-role/check.ts';
import linkedRolePermissions from '../../../src/checks/aws/linked-role-permissions/check.ts';
import linkedStackCheck from '../../../src/checks/aws/linked-stack/check.ts';
import readerRights from '../../../src/checks/aws/reader-rights/check.ts';
import spotServiceLinkedRoleCheck from '../../../src/checks/aws/spot-service-linked-role/check.ts';
import { defineRunbook } from '../../define-runbook.ts';
import { linkedInputs } from '../_linked/inputs.ts';
import {
  linkedFixes,
  linkedReads,
  spotRole,
  stacksByClicking,
  stacksByCommand,
  terminal,
} from '../rights.ts';

export default defineRunbook({
  title: 'Connect an AWS account with CloudFormation',
  minutes: 10,
  inputs: linkedInputs,
  methods: ['console', 'cloudformation'],
  rights: [terminal],
  checksRead: [
    ...linkedReads,
    'cloudformation:DescribeStacks',
    'cloudformation:DescribeStackEvents',
  ],
  steps: {
    account: { title: 'Sign in to the account', checks: [rightAccount, readerRights] },
    stack: {
      title: 'Create the stack',
      checks: [linkedStackCheck, linkedRole, linkedRolePermissions],
      rights: [
        'cloudformation:DescribeStacks',
        'iam:CreatePolicy',
        'iam:CreateRole',
        'iam:AttachRolePolicy',
        'iam:GetRole',
        { only: 'cloudformation', actions: stacksByCommand },
        stacksByClicking,
        linkedFixes,
      ],
    },
    'spot-role': {
      title: 'Let EC2 start spot instances',
      checks: [spotServiceLinkedRoleCheck],
      rights: [spotRole],
    },
    connect: { title: 'Connect the role in Spot', checks: [linkedAccess], vantage: 'spot' },
    undo: {
      title: 'Undo it all',
      checks: [linkedRemoved],
      phase: 'undo',
      rights: [
        'cloudformation:DeleteStack',
        'cloudformation:DescribeStacks',
        'iam:DetachRolePolicy',
        'iam:DeleteRole',
        'iam:DeletePolicy',
        'iam:ListPolicyVersions',
      ],
    },
  },
});
