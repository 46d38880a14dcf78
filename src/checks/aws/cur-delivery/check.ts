import billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import { defineCheck } from '../../define-check.ts';
import { findUnknownAccount } from '../_account/guard.ts';
import { isStrangers } from '../_billing/access.ts';
import diagnoses from './diagnoses.ts';
import { inADay, judgeFiles, judgeRefused } from './judge.ts';
import { parseTime } from './settings.ts';

export default defineCheck({
  id: 'aws/cur-delivery',
  title: 'AWS delivers the report into the bucket',
  needs: { reports: reportDefinitions },
  mayUse: {
    identity: callerIdentity,
    objects: reportObjects,
    location: bucketLocation,
    owned: ownedBuckets,
    policy: bucketPolicy,
    encryption: bucketEncryption,
    stack: billingStackEvents,
  },
  inputs: ['accountId', 'reportName', 'bucketName', 'reportPrefix'],
  after: ['aws/cur-report'],
  diagnoses,
  assess({ reports, identity, ...seen }, inputs, judge) {
    const elsewhere = findUnknownAccount(identity, inputs.accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    const report = reports?.ReportDefinitions.find(
      ({ ReportName }) => ReportName === inputs.reportName,
    );
    if (!report)
      return judge.cannotTell(
        `There is no report named ${inputs.reportName}, so nothing can be delivered yet.`,
      );
    if (isStrangers(seen.location, seen.owned, inputs))
      return judge.cannotTell(
        `The bucket ${inputs.bucketName} belongs to another account, so AWS cannot deliver into it. Take a bucket of your own first.`,
      );
    const { lastStatus, lastDelivery } = report.ReportStatus ?? {};
    const last = parseTime(lastDelivery);
    if (lastStatus === 'ERROR_PERMISSIONS') return judgeRefused(seen, inputs, last, judge);
    if (lastStatus === 'ERROR_NO_BUCKET') {
      if (seen.objects.status !== 'found')
        return judge.found('noBucket', { ...inputs, names: inputs });
      return judge.pending(
        'AWS did not find the bucket at its last attempt. It is there now, and AWS tries again within a day.',
        inADay(judge.now),
      );
    }
    if (lastStatus !== undefined && lastStatus !== 'SUCCESS')
      return judge.cannotTell(
        `AWS gives the status ${lastStatus} for the last delivery of the report, and what that means is not known here. AWS Support can tell.`,
      );
    if (lastDelivery !== undefined && last === undefined)
      return judge.cannotTell(
        `AWS gives ${lastDelivery} as the time of the last delivery, which is no date.`,
        [reportDefinitions],
      );
    if (seen.objects.status === 'absent')
      return judge.cannotTell(
        `The bucket ${inputs.bucketName} does not exist, so nothing can arrive in it.`,
      );
    judgeFiles(seen, inputs, last, judge);
  },
});
