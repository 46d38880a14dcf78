import { billingStackName } from '../../../evidence/aws/billing-stack-events.ts';
import { reportPlace, reportRegion } from '../../../spot.ts';
import { diagnosis } from '../../define-check.ts';
import { describeSlip } from '../../similar.ts';
import {
  blockPublicAccess,
  createBucket,
  publicAccessSwitches as switches,
} from '../_billing/commands.ts';
import type { StackFailure } from '../_stack/failure.ts';
import { deleteStack, openStacks } from '../_stack/fixes.ts';
import { type Guardrail, requestFor } from '../_stack/guardrail.ts';
import { createInConsole, createOtherBucket, type Owner } from './fixes.ts';

/** The ways in which `aws/cur-bucket` fails, and their words. */
const diagnoses = {
  missing: diagnosis<Owner & { bucket: string; similar?: string; owned?: number }>({
    code: 'AWS-BUCKET-001',
    severity: 'fail',
    title: 'There is no bucket of this name',
    explain: ({ bucket, similar }) =>
      `AWS delivers the report into this bucket and Spot reads it there, so it has to exist first.${similar ? ` Your account has a bucket named ${similar}${describeSlip(bucket, similar) ? `, and ${bucket} ${describeSlip(bucket, similar)}` : ''}: if that is the one you mean, change the bucket name at the top of the page.` : ''}`,
    observed: ({ bucket, similar, owned }) =>
      `S3 says that ${bucket} does not exist${
        similar
          ? `; a similar one of yours is ${similar}`
          : owned === undefined
            ? ''
            : owned === 0
              ? '; your account has no buckets'
              : `; your account has ${owned} ${owned === 1 ? 'bucket' : 'buckets'}, none with a similar name`
      }`,
    expected: ({ bucket }) => `a bucket named ${bucket} in ${reportRegion}`,
    fix: ({ bucket, ...owner }) => ({
      summary: `Create the bucket ${bucket} in ${reportRegion}, with the policy of the next step.`,
      commands: createBucket(bucket, owner),
      console: createInConsole(bucket),
    }),
  }),
  notYours: diagnosis<Owner & { bucket: string; similar?: string; proposal: string }>({
    code: 'AWS-BUCKET-002',
    severity: 'fail',
    title: 'The bucket belongs to another account',
    explain: ({ bucket, similar }) =>
      `Bucket names are unique in the whole world: somebody else has this one. AWS delivers a report only into a bucket of the account whose bill it is.${similar ? ` Your account has the bucket ${similar}, and ${bucket} ${describeSlip(bucket, similar) ?? 'is much like it'}: if that is the one you mean, change the bucket name at the top of the page.` : ''}`,
    observed: ({ bucket, accountId }) =>
      `${bucket} exists, and is not among the buckets of ${accountId}`,
    expected: ({ accountId }) => `a bucket that ${accountId} owns`,
    fix: ({ proposal, ...owner }) => createOtherBucket(proposal, owner, 'Choose another name.'),
  }),
  wrongRegion: diagnosis<Owner & { bucket: string; actual: string; proposal: string }>({
    code: 'AWS-BUCKET-003',
    severity: 'fail',
    title: 'The bucket is in the wrong region',
    explain: ({ actual }) =>
      `Eco reads reports from ${reportRegion} only, and a bucket cannot be moved out of ${actual}.`,
    observed: ({ bucket, actual }) => `${bucket} is in ${actual}`,
    expected: () => reportRegion,
    fix: ({ proposal, ...owner }) =>
      createOtherBucket(proposal, owner, 'A bucket cannot be moved.'),
  }),
  notPrivate: diagnosis<{ bucket: string; off: string[] }>({
    code: 'AWS-BUCKET-004',
    severity: 'warning',
    title: 'Public access to the bucket is not fully blocked',
    explain: () =>
      'The report names your resources and what you pay for each. While a switch is off, one wrong policy or access list can show it to everybody. Neither AWS nor Spot needs public access.',
    observed: ({ off }) =>
      off.length === 4 ? 'the bucket blocks no public access' : `off: ${off.join(', ')}`,
    expected: () => `all four on: ${switches.join(', ')}`,
    fix: ({ bucket }) => ({
      summary: 'Switch all four on.',
      commands: [blockPublicAccess(bucket)],
      console: [
        `Open S3 > ${bucket} > Permissions.`,
        'Under Block public access (bucket settings) choose Edit.',
        'Tick “Block all public access”, choose Save changes, type confirm.',
      ],
    }),
  }),
  stackForbidden: diagnosis<Owner & StackFailure & { bucket: string; rule: Guardrail }>({
    code: 'AWS-BUCKET-006',
    severity: 'fail',
    title: 'A rule that somebody set keeps CloudFormation from making the bucket',
    explain: ({ resource, reason, rule }) =>
      `The stack ${billingStackName} failed at ${resource}, because of ${rule.rule}: “${reason}”. It was set on purpose. The bucket could perhaps be made in another way, and that would go around the rule: so ask first.`,
    observed: ({ status, resource, reason }) =>
      `stack ${billingStackName} is ${status}; ${resource}: ${reason}`,
    expected: ({ bucket }) => `stack ${billingStackName} CREATE_COMPLETE, and the bucket ${bucket}`,
    fix: ({ rule, accountId, bucket }) => ({
      summary: `Ask ${rule.who}. Then delete the failed stack, and create it again.`,
      commands: [],
      console: [
        `When it is allowed: ${openStacks(reportPlace).replace(/^O/, 'o')}, choose ${billingStackName}, choose Delete, and wait until it is gone.`,
        'Create the stack again, as the step shows.',
      ],
      who: rule.who,
      send: requestFor(rule, {
        stackName: billingStackName,
        accountId,
        what: `the bucket ${bucket} for the Cost and Usage Report, with its policy and the report,`,
      }),
    }),
  }),
  stackFailed: diagnosis<{ bucket: string; resource: string; reason: string; status: string }>({
    code: 'AWS-BUCKET-005',
    severity: 'fail',
    title: 'The CloudFormation stack failed, so the bucket was not created',
    explain: ({ resource, reason }) =>
      `CloudFormation stopped at ${resource} and removed everything it had created. Its first complaint, the cause of all later ones: “${reason}”. A stack that failed at its first try cannot be updated; it has to be deleted before the same name can be used again.`,
    observed: ({ status, resource, reason }) =>
      `stack ${billingStackName} is ${status}; ${resource}: ${reason}`,
    expected: ({ bucket }) => `stack ${billingStackName} CREATE_COMPLETE, and the bucket ${bucket}`,
    fix: () => ({
      summary:
        'Fix what CloudFormation complains about, delete the failed stack, then do the step again.',
      commands: [deleteStack(billingStackName, reportPlace)],
      console: [
        `${openStacks(reportPlace)} > Stacks > ${billingStackName} > Events, and read the oldest CREATE_FAILED.`,
        'Fix that. Then choose Delete on the stack, and wait until it is gone.',
        'Create the stack again, as the step shows.',
      ],
    }),
  }),
};

export default diagnoses;
