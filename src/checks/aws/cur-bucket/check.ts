import billingStackEvents, {
  billingStackName,
} from '../../../evidence/aws/billing-stack-events.ts';
import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import publicAccessBlock from '../../../evidence/aws/public-access-block.ts';
import { reportRegion } from '../../../spot.ts';
import { defineCheck, diagnosis, type Fix } from '../../define-check.ts';
import { similarName } from '../../similar.ts';
import { findAccountMismatch } from '../_account/guard.ts';
import {
  blockPublicAccess,
  createBucket,
  publicAccessSwitches as switches,
} from '../_billing/commands.ts';
import { stackFailure } from '../_stack/failure.ts';

const createInConsole = (bucket: string) => [
  'Open S3 and set the region at the top right to US East (N. Virginia) us-east-1.',
  'Choose Create bucket. Bucket type: General purpose. Bucket namespace: Global namespace.',
  `Bucket name: ${bucket}`,
  'Leave “ACLs disabled” and “Block all public access” as they are, and choose Create bucket.',
];

/** `proposal`: a free-looking name near the wanted one; S3 allows 63 characters. */
const newBucket = (proposal: string, accountId: string, why: string): Fix => ({
  summary: `${why} Create a bucket named ${proposal} in ${reportRegion}, then change the bucket name at the top of the page to ${proposal}: the steps after this one will show what has to follow.`,
  commands: createBucket(proposal, accountId),
  console: [
    ...createInConsole(proposal),
    `At the top of this page, change the bucket name to ${proposal}.`,
  ],
});

const nameWith = (name: string, suffix: string) =>
  `${name.slice(0, 63 - suffix.length).replace(/[.-]+$/, '')}${suffix}`;

export default defineCheck({
  id: 'aws/cur-bucket',
  title: 'The bucket exists, is yours, is in us-east-1 and is private',
  needs: {},
  mayUse: {
    identity: callerIdentity,
    owned: ownedBuckets,
    location: bucketLocation,
    publicAccess: publicAccessBlock,
    stack: billingStackEvents,
  },
  inputs: ['bucketName', 'accountId'],
  diagnoses: {
    missing: diagnosis<{ bucket: string; accountId: string; similar?: string; owned?: number }>({
      code: 'AWS-BUCKET-001',
      severity: 'fail',
      title: 'There is no bucket of this name',
      explain: ({ similar }) =>
        `AWS delivers the report into this bucket and Spot reads it there, so it has to exist first.${similar ? ` Your account has a bucket named ${similar}: if that is the one you mean, change the bucket name at the top of the page.` : ''}`,
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
      fix: ({ bucket, accountId }) => ({
        summary: `Create the bucket ${bucket} in ${reportRegion}, with the policy of the next step.`,
        commands: createBucket(bucket, accountId),
        console: createInConsole(bucket),
      }),
    }),
    notYours: diagnosis<{ bucket: string; accountId: string; proposal: string }>({
      code: 'AWS-BUCKET-002',
      severity: 'fail',
      title: 'The bucket belongs to another account',
      explain: () =>
        'Bucket names are unique in the whole world: somebody else has this one. AWS delivers a report only into a bucket of the account whose bill it is.',
      observed: ({ bucket, accountId }) =>
        `${bucket} exists, and is not among the buckets of ${accountId}`,
      expected: ({ accountId }) => `a bucket that ${accountId} owns`,
      fix: ({ proposal, accountId }) => newBucket(proposal, accountId, 'Choose another name.'),
    }),
    wrongRegion: diagnosis<{ bucket: string; accountId: string; region: string; proposal: string }>(
      {
        code: 'AWS-BUCKET-003',
        severity: 'fail',
        title: 'The bucket is in the wrong region',
        explain: ({ region }) =>
          `Eco reads reports from ${reportRegion} only, and a bucket cannot be moved out of ${region}.`,
        observed: ({ bucket, region }) => `${bucket} is in ${region}`,
        expected: () => reportRegion,
        fix: ({ proposal, accountId }) =>
          newBucket(proposal, accountId, 'A bucket cannot be moved.'),
      },
    ),
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
    stackFailed: diagnosis<{ bucket: string; resource: string; reason: string; status: string }>({
      code: 'AWS-BUCKET-005',
      severity: 'fail',
      title: 'The CloudFormation stack failed, so the bucket was not created',
      explain: ({ resource, reason }) =>
        `CloudFormation stopped at ${resource} and removed everything it had created. Its first complaint, the cause of all later ones: “${reason}”. A stack that failed at its first try cannot be updated; it has to be deleted before the same name can be used again.`,
      observed: ({ status, resource, reason }) =>
        `stack ${billingStackName} is ${status}; ${resource}: ${reason}`,
      expected: ({ bucket }) =>
        `stack ${billingStackName} CREATE_COMPLETE, and the bucket ${bucket}`,
      fix: () => ({
        summary:
          'Fix what CloudFormation complains about, delete the failed stack, then do the step again.',
        commands: [
          `aws cloudformation delete-stack --stack-name ${billingStackName} --region ${reportRegion}\naws cloudformation wait stack-delete-complete --stack-name ${billingStackName} --region ${reportRegion}`,
        ],
        console: [
          `Open CloudFormation in US East (N. Virginia) > Stacks > ${billingStackName} > Events, and read the oldest CREATE_FAILED.`,
          'Fix that. Then choose Delete on the stack, and wait until it is gone.',
          'Create the stack again, as the step shows.',
        ],
      }),
    }),
  },
  assess({ identity, owned, location, publicAccess, stack }, { bucketName, accountId }, judge) {
    const elsewhere = findAccountMismatch(identity, accountId);
    if (elsewhere) return judge.cannotTell(elsewhere);
    const names =
      owned.status === 'found' ? owned.value.Buckets.map(({ Name }) => Name) : undefined;

    if (location.status === 'absent') {
      const failure = stackFailure(stack);
      if (failure) return judge.found('stackFailed', { bucket: bucketName, ...failure });
      return judge.found('missing', {
        bucket: bucketName,
        accountId,
        similar: similarName(bucketName, names ?? []),
        owned: names?.length,
      });
    }
    // S3 tells everybody whether a bucket exists: a refusal means that it does.
    const exists = location.status === 'found' || location.status === 'denied';
    if (exists && names && !names.includes(bucketName)) {
      const usual = `spot-cur-${accountId}`;
      return judge.found('notYours', {
        bucket: bucketName,
        accountId,
        proposal: usual === bucketName ? nameWith(usual, '-eco') : usual,
      });
    }
    if (location.status === 'found' && location.value.LocationConstraint !== reportRegion)
      judge.found('wrongRegion', {
        bucket: bucketName,
        accountId,
        region: location.value.LocationConstraint,
        proposal: nameWith(bucketName, `-${reportRegion}`),
      });
    if (location.status !== 'found')
      judge.cannotTell(`The region of ${bucketName} could not be seen.`, [bucketLocation]);
    if (!names)
      judge.cannotTell(`Whether ${bucketName} is your own bucket could not be seen.`, [
        ownedBuckets,
      ]);

    if (publicAccess.status === 'found') {
      const block = publicAccess.value.PublicAccessBlockConfiguration;
      const off = switches.filter((name) => !block[name]);
      if (off.length > 0) judge.found('notPrivate', { bucket: bucketName, off });
    } else if (publicAccess.status === 'absent')
      judge.found('notPrivate', { bucket: bucketName, off: [...switches] });
    else
      judge.cannotTell('Whether public access to the bucket is blocked could not be seen.', [
        publicAccessBlock,
      ]);
  },
});
