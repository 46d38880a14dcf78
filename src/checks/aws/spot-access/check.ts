import { role, spotAssumption, spotReads } from '../../../evidence/aws/index.ts';
import { firstDeliveryHours } from '../../../spot.ts';
import { defineCheck } from '../../define-check.ts';
import { formatRoleArn } from '../_policy/arns.ts';
import { differenceOf } from '../_role/arn.ts';
import diagnoses, { type AccessData } from './diagnoses.ts';
import { neverOpened, type Outcome, readingDenied } from './reads.ts';

export default defineCheck({
  id: 'aws/spot-access',
  title: 'Spot can use the role and read your costs and reports',
  needs: {},
  mayUse: { assumption: spotAssumption, reads: spotReads, role },
  inputs: ['accountId', 'roleName', 'roleArn', 'externalId', 'bucketName'],
  diagnoses,
  assess({ assumption, reads, role: seen }, inputs, judge) {
    const { accountId, roleName, roleArn, bucketName } = inputs;
    const right = seen.status === 'found' ? seen.value.Role.Arn : undefined;
    const difference = differenceOf(roleArn, accountId, roleName, right);
    if (difference)
      return judge.found('otherRole', {
        roleName,
        roleArn,
        right: right ?? formatRoleArn(inputs),
        difference,
      });

    if (assumption.status !== 'found') {
      const used = seen.status === 'found' ? seen.value.Role.RoleLastUsed?.LastUsedDate : undefined;
      return judge.cannotTell(
        `Only Spot can try this: check as Spot.${used ? ` The role was last used on ${used.slice(0, 10)}, but AWS does not say by whom.` : ''}`,
      );
    }
    if (assumption.value.withExternalId === 'refused') {
      return judge.cannotTell(
        'AWS refused to let Spot use the role, so Spot could try nothing else. The step of the role says what may be wrong.',
        [role],
      );
    }
    if (
      assumption.value.withoutExternalId === 'granted' ||
      assumption.value.withOtherExternalId === 'granted'
    ) {
      return judge.cannotTell(
        'AWS lets Spot use the role without your external ID too, so Spot looked no further. The step of the role says how to close it.',
        [role],
      );
    }
    if (reads.status !== 'found')
      return judge.cannotTell('Spot can use the role, but what it can read could not be tried.', [
        spotReads,
      ]);

    const { describeReports, listBucket, readObject, costExplorer } = reads.value;
    const data = (outcome: Outcome): AccessData => ({
      ...inputs,
      message: outcome.message ?? outcome.code ?? 'AccessDenied',
    });
    if ([describeReports, listBucket, costExplorer].every(readingDenied))
      return judge.found('nothingReadable', data(listBucket));
    if (readingDenied(describeReports)) judge.found('cannotListReports', data(describeReports));
    if (readingDenied(listBucket)) judge.found('cannotListBucket', data(listBucket));
    else if (readingDenied(readObject)) judge.found('cannotReadFiles', data(readObject));
    if (readingDenied(costExplorer)) judge.found('cannotReadCosts', data(costExplorer));
    if (costExplorer.outcome === 'noData' || neverOpened(costExplorer))
      judge.found('costExplorerEmpty', data(costExplorer));
    if (listBucket.outcome === 'absent')
      judge.cannotTell(`There is no bucket ${bucketName}; see the step of the bucket.`);
    else if (readObject.outcome === 'absent')
      judge.cannotTell('The report file that Spot wanted to read was gone again. Check once more.');
    else if (listBucket.outcome === 'ok' && readObject.outcome === 'noData') {
      judge.pending(
        'Spot may look into the bucket, and there is no report file to read yet. AWS delivers the first one within 24 hours.',
        new Date(judge.now.getTime() + firstDeliveryHours * 3_600_000),
      );
    }
  },
});
