import curBucket from '../../../src/checks/aws/cur-bucket/check.ts';
import curBucketPolicy from '../../../src/checks/aws/cur-bucket-policy/check.ts';
import curDelivery from '../../../src/checks/aws/cur-delivery/check.ts';
import curReport from '../../../src/checks/aws/cur-report/check.ts';
import ecoRole from '../../../src/checks/aws/eco-role/check.ts';
import ecoRolePermissions from '../../../src/checks/aws/eco-role-permissions/check.ts';
import payerAccount from '../../../src/checks/aws/payer-account/check.ts';
import readerRights from '../../../src/checks/aws/reader-rights/check.ts';
import removed from '../../../src/checks/aws/removed/check.ts';
import spotAccess from '../../../src/checks/aws/spot-access/check.ts';
import { formatArn } from '../../../src/providers/aws/partitions.ts';
import { firstDeliveryHours } from '../../../src/spot.ts';
import { defineRunbook } from '../../define-runbook.ts';
import { ecoFixes, stacksByClicking, stacksByCommand, terminal } from '../rights.ts';

/** Methods that make the bucket, its policy and the report at steps of their own. */
const oneByOne = ['console', 'cli'] as const;

export default defineRunbook({
  title: 'Connect an AWS management account to Eco',
  minutes: 20,
  inputs: {
    accountKind: {
      kind: 'choice',
      label: 'Kind of account',
      help: 'Choose the second only if a reseller (MSP) pays AWS for you: then your account is a member of their organization.',
      options: [
        { value: 'payer', label: 'Management account, which pays the bill' },
        { value: 'msp-customer', label: 'Account of a customer of a reseller (MSP)' },
      ],
    },
    accountId: {
      kind: 'aws-account-id',
      label: 'AWS account ID',
      help: 'The 12 digits of the account you connect, in the menu at the top right of the AWS console.',
      placeholder: '111122223333',
    },
    bucketName: {
      kind: 's3-bucket-name',
      label: 'Bucket name',
      help: 'Name of the bucket that will receive the report. Names are unique worldwide, so it contains your account ID.',
      placeholder: 'spot-cur-111122223333',
      suggestion: 'spot-cur-{{accountId}}',
    },
    reportPrefix: {
      kind: 's3-prefix',
      label: 'Report prefix',
      help: 'Folder in the bucket that AWS writes the report to. Keep the suggestion unless you have a reason.',
      placeholder: 'spotinst_eco',
      suggestion: 'spotinst_eco',
    },
    reportName: {
      kind: 'cur-report-name',
      label: 'Report name',
      help: 'Name of the Cost and Usage Report. For a new one, take a name that no report of this account has had before.',
      placeholder: 'spotinst-cur-report',
      suggestion: 'spotinst-cur-report',
    },
    roleName: {
      kind: 'iam-role-name',
      label: 'Role name',
      help: 'Name of the IAM role that Spot will use. Its policy gets the same name with _Policy at the end.',
      placeholder: 'SpotByNetApp_Finops_ReadOnly',
      suggestion: 'SpotByNetApp_Finops_ReadOnly',
    },
    externalId: {
      kind: 'external-id',
      label: 'External ID',
      help: 'Issued by Spot for your organization; the role answers only to calls that carry it.',
      source: 'session',
    },
    roleArn: {
      kind: 'iam-role-arn',
      label: 'Role ARN',
      help: 'Comes out of the step “Create the role for Spot”, so leave it empty until then. Also at the top of the role in the IAM console.',
      placeholder: formatArn({
        service: 'iam',
        account: '111122223333',
        resource: 'role/SpotByNetApp_Finops_ReadOnly',
      }),
    },
  },
  methods: ['console', 'cli', 'cloudformation'],
  rights: [terminal],
  steps: {
    account: {
      title: 'Sign in to the account that pays',
      checks: [payerAccount, readerRights],
      rights: ['organizations:DescribeOrganization'],
    },
    bucket: {
      title: 'Create the bucket that receives the report',
      checks: [curBucket],
      rights: [
        's3:CreateBucket',
        's3:PutBucketPublicAccessBlock',
        {
          only: 'cloudformation',
          actions: [
            ...stacksByCommand,
            // The stack makes what the next two steps check, too.
            's3:GetBucketPolicy',
            's3:PutBucketPolicy',
            'cur:PutReportDefinition',
          ],
        },
        { ...stacksByClicking, only: 'clicking' },
      ],
    },
    'bucket-policy': {
      title: 'Let AWS deliver the report into it',
      checks: [curBucketPolicy],
      rights: [{ only: oneByOne, actions: ['s3:PutBucketPolicy'] }],
    },
    report: {
      title: 'Create the Cost and Usage Report',
      checks: [curReport],
      rights: [{ only: oneByOne, actions: ['cur:PutReportDefinition'] }],
    },
    delivery: {
      title: 'Wait for the first delivery',
      checks: [curDelivery],
      waitHours: firstDeliveryHours,
      rights: ['s3:ListBucket'],
    },
    role: {
      title: 'Create the role for Spot',
      checks: [ecoRole, ecoRolePermissions],
      rights: [
        'iam:CreatePolicy',
        'iam:CreateRole',
        'iam:AttachRolePolicy',
        { only: 'cloudformation', actions: [...stacksByCommand, 'iam:GetRole'] },
        ecoFixes,
      ],
    },
    connect: { title: 'Connect the role in Spot', checks: [spotAccess], vantage: 'spot' },
    undo: {
      title: 'Undo it all',
      checks: [removed],
      phase: 'undo',
      rights: [
        'cur:DeleteReportDefinition',
        's3:ListBucket',
        's3:DeleteObject',
        's3:DeleteBucket',
        'iam:DetachRolePolicy',
        'iam:DeleteRole',
        'iam:DeletePolicy',
        {
          only: 'cloudformation',
          actions: [
            'cloudformation:DeleteStack',
            'cloudformation:DescribeStacks',
            's3:DeleteBucketPolicy',
            'iam:ListPolicyVersions',
          ],
        },
      ],
    },
  },
});
