import type { PolicyStatement } from '../../../evidence/aws/_shared/policy-document.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import { defineCheck } from '../../define-check.ts';
import { findGaps, isUnguarded, letsAnyoneWrite, stopsBilling } from '../_billing/access.ts';
import { fixBucketPolicy } from '../_billing/fix-bucket-policy.ts';
import diagnoses, { type Subject } from './diagnoses.ts';
import { describeLine, describeStatement, judgeConditions, unique } from './differences.ts';

export default defineCheck({
  id: 'aws/cur-bucket-policy',
  title: "The bucket policy lets AWS deliver your report, and nobody else's",
  needs: { found: bucketPolicy },
  inputs: ['accountId', 'bucketName', 'reportPrefix', 'reportName'],
  after: ['aws/cur-bucket'],
  diagnoses,
  assess({ found }, inputs, judge) {
    const subject: Subject = {
      ...inputs,
      bucket: inputs.bucketName,
      fixed: fixBucketPolicy(found?.Policy ?? null, inputs),
    };
    if (found === null) return judge.found('none', subject);
    const { Statement: statements } = found.Policy;

    const wrong = findGaps(found.Policy, inputs);
    if (wrong.serviceNotNamed)
      judge.found('serviceNotNamed', { ...subject, principals: wrong.serviceNotNamed });
    if (wrong.missing.length > 0)
      judge.found('actionsMissing', {
        ...subject,
        missing: wrong.missing,
        allowed: wrong.allowedActions,
      });
    if (wrong.wanted.length > 0)
      judge.found('otherResource', {
        ...subject,
        resources: wrong.resources,
        wanted: wrong.wanted,
      });
    judgeConditions(wrong.lines, subject, judge);

    const named = (keep: (statement: PolicyStatement) => boolean) =>
      statements.flatMap((statement, index) =>
        keep(statement) ? [describeStatement(statement, index)] : [],
      );
    const denies = named((statement) => stopsBilling(statement, inputs) === 'yes');
    if (denies.length > 0) judge.found('denied', { ...subject, statements: denies });
    const open = named((statement) => letsAnyoneWrite(statement, inputs));
    if (open.length > 0) judge.found('anyoneMayWrite', { ...subject, statements: open });
    if (statements.some(isUnguarded)) judge.found('confusedDeputy', subject);

    const unclear = [
      ...wrong.unclear.map(describeLine),
      ...named((statement) => stopsBilling(statement, inputs) === 'unknown'),
    ];
    if (unclear.length > 0)
      judge.cannotTell(
        `Whether the billing service meets this cannot be known from outside: ${unique(unclear).join('; ')}. A delivered report proves that it does; otherwise remove it.`,
      );
  },
});
