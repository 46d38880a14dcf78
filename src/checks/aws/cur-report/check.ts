import bucketEncryption from '../../../evidence/aws/bucket-encryption.ts';
import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import ownedBuckets from '../../../evidence/aws/owned-buckets.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import { reportLimit } from '../../../providers/aws/limits.ts';
import { defineCheck } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
import { findUnknownAccount } from '../_account/guard.ts';
import { bucketObstacle } from '../_billing/access.ts';
import { findKey } from '../_billing/bucket-key.ts';
import { dataExportOf, listDataExports } from '../_billing/data-exports.ts';
import { canBeEdited, nextName, wrongSettings } from '../_billing/report-settings.ts';
import diagnoses from './diagnoses.ts';
import { makeRoom, type Subject } from './fixes.ts';

export default defineCheck({
  id: 'aws/cur-report',
  title: 'The Cost and Usage Report exists, with the settings Eco needs',
  needs: { reports: reportDefinitions },
  mayUse: {
    identity: callerIdentity,
    objects: reportObjects,
    location: bucketLocation,
    owned: ownedBuckets,
    policy: bucketPolicy,
    encryption: bucketEncryption,
  },
  inputs: ['accountId', 'reportName', 'bucketName', 'reportPrefix'],
  diagnoses,
  assess({ reports, identity, objects, ...bucket }, { accountId, ...names }, judge) {
    const elsewhere = findUnknownAccount(identity, accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    const all = reports?.ReportDefinitions ?? [];
    const report = all.find(({ ReportName }) => ReportName === names.reportName);
    const others = all.map(({ ReportName }) => ReportName);
    const isRefused = report?.ReportStatus?.lastStatus === 'ERROR_PERMISSIONS';
    const isFull = all.length >= reportLimit;
    const obstacle = bucketObstacle(
      { ...bucket, key: isRefused ? findKey(bucket.encryption) : undefined },
      { accountId, ...names },
    );
    if (!report) {
      const fits = all.find(
        (other) => !Object.values(wrongSettings(other, names)).some(Boolean),
      )?.ReportName;
      const folder = `${names.reportPrefix}/${names.reportName}/`;
      const files = objects.status === 'found' ? objects.value.Contents : [];
      const inFolder = files.filter(({ Key }) => Key.startsWith(folder));
      // What another product of AWS has delivered there must not be mixed with it either.
      const newName = inFolder.length > 0 ? nextName(names.reportName, others) : names.reportName;
      const similar = findSimilarName(names.reportName, others);
      const dataExports = listDataExports(files);
      if (isFull && !fits) judge.found('noRoom', { others });
      const subject = {
        names,
        obstacle: obstacle ?? (isFull ? makeRoom : undefined),
        newName,
        others,
        fits,
        similar,
        dataExports,
      };
      return judge.found(dataExports.length > 0 && !fits && !similar ? 'dataExport' : 'missing', {
        ...subject,
        isLeft: inFolder.some(({ Key }) => dataExportOf(Key) === undefined),
      });
    }
    const wrong = wrongSettings(report, names);
    const replacement = canBeEdited(report, wrong) ? undefined : nextName(names.reportName, others);
    const lacksRoom = isFull && replacement !== undefined;
    const subject: Subject = {
      report,
      names,
      obstacle: obstacle ?? (lacksRoom ? makeRoom : undefined),
      replacement,
    };
    if (lacksRoom) judge.found('noRoom', { others });
    for (const [name, isWrong] of Object.entries(wrong))
      if (isWrong) judge.found(name as keyof typeof wrong, subject);
  },
});
