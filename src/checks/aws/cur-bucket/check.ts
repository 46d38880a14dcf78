import billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import publicAccessBlock from '../../../evidence/aws/public-access-block.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { reportRegion } from '../../../spot.ts';
import { defineCheck, type Judge } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
import { findUnknownAccount } from '../_account/guard.ts';
import { publicAccessSwitches as switches } from '../_billing/commands.ts';
import { findStackFailure } from '../_stack/failure.ts';
import { findGuardrail } from '../_stack/guardrail.ts';
import diagnoses from './diagnoses.ts';
import { addSuffix } from './fixes.ts';

export default defineCheck({
  id: 'aws/cur-bucket',
  title: `The bucket exists, is yours, is in ${reportRegion} and is private`,
  needs: {},
  mayUse: {
    identity: callerIdentity,
    owned: ownedBuckets,
    location: bucketLocation,
    publicAccess: publicAccessBlock,
    stack: billingStackEvents,
  },
  inputs: ['bucketName', 'accountId'],
  diagnoses,
  assess({ identity, owned, location, publicAccess, stack }, { bucketName, ...owner }, judge) {
    const { accountId } = owner;
    const elsewhere = findUnknownAccount(identity, accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    const names =
      owned.status === 'found' ? owned.value.Buckets.map(({ Name }) => Name) : undefined;

    if (location.status === 'absent') {
      const failure = findStackFailure(stack);
      if (failure) {
        const rule = findGuardrail(failure);
        const data = { ...owner, bucket: bucketName, ...failure };
        return rule
          ? judge.found('stackForbidden', { ...data, rule })
          : judge.found('stackFailed', data);
      }
      return judge.found('missing', {
        ...owner,
        bucket: bucketName,
        similar: findSimilarName(bucketName, names ?? []),
        owned: names?.length,
      });
    }
    // S3 tells everybody whether a bucket exists: a refusal means that it does.
    const exists = location.status === 'found' || location.status === 'denied';
    if (exists && names && !names.includes(bucketName)) {
      const usual = `spot-cur-${accountId}`;
      return judge.found('notYours', {
        ...owner,
        bucket: bucketName,
        similar: findSimilarName(bucketName, names),
        proposal: usual === bucketName ? addSuffix(usual, '-eco') : usual,
      });
    }
    if (location.status === 'found' && location.value.LocationConstraint !== reportRegion)
      judge.found('wrongRegion', {
        ...owner,
        bucket: bucketName,
        actual: location.value.LocationConstraint,
        proposal: addSuffix(bucketName, `-${reportRegion}`),
      });
    if (location.status !== 'found')
      judge.cannotTell(`The region of ${bucketName} could not be seen.`, [bucketLocation]);
    if (!names)
      judge.cannotTell(`Whether ${bucketName} is your own bucket could not be seen.`, [
        ownedBuckets,
      ]);
    judgePublicAccess(publicAccess, bucketName, judge);
  },
});

type PublicAccess = typeof publicAccessBlock extends EvidenceKind<infer T> ? T : never;

function judgePublicAccess(
  publicAccess: Evidence<PublicAccess>,
  bucket: string,
  judge: Judge<typeof diagnoses>,
) {
  if (publicAccess.status === 'found') {
    const block = publicAccess.value.PublicAccessBlockConfiguration;
    const off = switches.filter((name) => !block[name]);
    if (off.length > 0) judge.found('notPrivate', { bucket, off });
  } else if (publicAccess.status === 'absent')
    judge.found('notPrivate', { bucket, off: [...switches] });
  else
    judge.cannotTell('Whether public access to the bucket is blocked could not be seen.', [
      publicAccessBlock,
    ]);
}
