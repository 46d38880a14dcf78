import bucketLocation from '../../../evidence/aws/bucket-location.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import reportDefinitions from '../../../evidence/aws/report-definitions.ts';
import reportObjects from '../../../evidence/aws/report-objects.ts';
import { defineCheck } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
import { findUnknownAccount } from '../_account/guard.ts';
import { bucketObstacle } from '../_billing/access.ts';
import { dataExportOf, listDataExports } from '../_billing/data-exports.ts';
import { canBeEdited, nextName, wrongSettings } from '../_billing/report-settings.ts';
import diagnoses from './diagnoses.ts';
import type { Subject } from './fixes.ts';

export default defineCheck({
  id: 'aws/cur-report',
  title: 'The Cost and Usage Report exists, with the settings Eco needs',
  needs: { reports: reportDefinitions },
  mayUse: {
    identity: callerIdentity,
    objects: reportObjects,
    location: bucketLocation,
    policy: bucketPolicy,
  },
  inputs: ['accountId', 'reportName', 'bucketName', 'reportPrefix'],
  diagnoses,
  assess({ reports, identity, objects, location, policy }, { accountId, ...names }, judge) {
    const elsewhere = findUnknownAccount(identity, accountId);
    if (elsewhere) return judge.cannotTell(elsewhere, [callerIdentity]);
    const obstacle = bucketObstacle(location, policy, { accountId, ...names });
    const all = reports?.ReportDefinitions ?? [];
    const report = all.find(({ ReportName }) => ReportName === names.reportName);
    const others = all.map(({ ReportName }) => ReportName);
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
      const subject = { names, obstacle, newName, others, fits, similar, dataExports };
      return judge.found(dataExports.length > 0 && !fits && !similar ? 'dataExport' : 'missing', {
        ...subject,
        isLeft: inFolder.some(({ Key }) => dataExportOf(Key) === undefined),
      });
    }
    const wrong = wrongSettings(report, names);
    const subject: Subject = {
      report,
      names,
      obstacle,
      replacement: canBeEdited(report, wrong) ? undefined : nextName(names.reportName, others),
    };
    for (const [name, isWrong] of Object.entries(wrong))
      if (isWrong) judge.found(name as keyof typeof wrong, subject);
  },
});
