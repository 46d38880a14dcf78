import role from '../../../evidence/aws/role.ts';
import spotAssumption from '../../../evidence/aws/spot-assumption.ts';
import spotReads from '../../../evidence/aws/spot-reads.ts';
import { firstDeliveryHours } from '../../../spot.ts';
import { defineCheck } from '../../define-check.ts';
import { judgeUse } from '../_role/judge-use.ts';
import diagnoses, { type AccessData } from './diagnoses.ts';
import { neverOpened, type Outcome, readingDenied } from './reads.ts';

export default defineCheck({
  id: 'aws/spot-access',
  title: 'Spot can use the role and read your costs and reports',
  needs: {},
  mayUse: { assumption: spotAssumption, reads: spotReads, role },
  inputs: ['accountId', 'roleName', 'roleArn', 'externalId', 'bucketName'],
  diagnoses,
  assess({ reads, ...evidence }, inputs, judge) {
    if (!judgeUse(evidence, inputs, judge)) return;
    if (reads.status !== 'found')
      return judge.cannotTell('Spot can use the role, but what it can read could not be tried.', [
        spotReads,
      ]);

    const { describeReports, listBucket, readObject, costExplorer } = reads.value;
    const data = (outcome: Outcome): AccessData => ({
      ...inputs,
      message: outcome.message ?? outcome.code ?? 'AccessDenied',
    });
    const tried = [
      ['cannotListReports', describeReports],
      ['cannotListBucket', listBucket],
      ...(readingDenied(listBucket) ? [] : [['cannotReadFiles', readObject] as const]),
      ['cannotReadCosts', costExplorer],
    ] as const;
    const denied = tried.filter(([, outcome]) => readingDenied(outcome));
    // A rule that somebody set is theirs to change: no policy of the role goes around it.
    const unnamed = denied.filter(([, { message }]) => !judge.refusedBy(message));
    if (unnamed.length === 3 && [describeReports, listBucket, costExplorer].every(readingDenied))
      return judge.found('nothingReadable', data(listBucket));
    for (const [name, outcome] of unnamed) judge.found(name, data(outcome));
    if (costExplorer.outcome === 'noData' || neverOpened(costExplorer))
      judge.found('costExplorerEmpty', data(costExplorer));
    if (listBucket.outcome === 'absent')
      judge.cannotTell(`There is no bucket ${inputs.bucketName}; see the step of the bucket.`);
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
