import { bucketPolicy } from '../../../evidence/aws/index.ts';
import { defineCheck } from '../../define-check.ts';
import {
  isUnguarded,
  letsAnyoneWrite,
  stopsBilling,
  whatIsNotAllowed,
} from '../_billing/access.ts';
import { mendedBucketPolicy } from '../_billing/fix-bucket-policy.ts';
import { conditionLines } from '../_policy/conditions.ts';
import diagnoses, { type Subject } from './diagnoses.ts';
import { differingPart, lineInWords, unique } from './differences.ts';

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
      mended: mendedBucketPolicy(found?.Policy ?? null, inputs),
    };
    if (found === null) return judge.found('none', subject);
    const { Statement: statements } = found.Policy;

    const wrong = whatIsNotAllowed(found.Policy, inputs);
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
    const failed = (pattern: RegExp) =>
      unique(
        wrong.lines.filter(({ key }) => pattern.test(key)).flatMap(({ values }) => [...values]),
      );
    const accounts = failed(/^aws:SourceAccount$/i);
    const arns = failed(/^aws:SourceArn$/i);
    const [arn] = arns;
    const others = wrong.lines.filter(({ key }) => !/^aws:Source(Account|Arn)$/i.test(key));
    if (accounts.length > 0) judge.found('otherSourceAccount', { ...subject, values: accounts });
    if (arn !== undefined)
      judge.found('otherSourceArn', {
        ...subject,
        values: arns,
        part: differingPart(arn, inputs),
      });
    if (others.length > 0)
      judge.found('otherCondition', { ...subject, lines: unique(others.map(lineInWords)) });

    const name = (statement: (typeof statements)[number], index: number) =>
      `${statement.Sid ? `statement ${statement.Sid}` : `statement ${index + 1}`}: ${statement.Effect} ${(statement.Action ?? statement.NotAction?.map((action) => `all but ${action}`) ?? []).join(', ')}${
        statement.Condition
          ? ` when ${conditionLines(statement.Condition).map(lineInWords).join(' and ')}`
          : ''
      }`;
    const named = (keep: (statement: (typeof statements)[number]) => boolean) =>
      statements.flatMap((statement, index) => (keep(statement) ? [name(statement, index)] : []));
    const denies = named((statement) => stopsBilling(statement, inputs) === 'yes');
    if (denies.length > 0) judge.found('denied', { ...subject, statements: denies });
    const open = named((statement) => letsAnyoneWrite(statement, inputs));
    if (open.length > 0) judge.found('anyoneMayWrite', { ...subject, statements: open });
    if (statements.some(isUnguarded)) judge.found('confusedDeputy', subject);

    const unclear = [
      ...wrong.unclear.map(lineInWords),
      ...named((statement) => stopsBilling(statement, inputs) === 'unknown'),
    ];
    if (unclear.length > 0)
      judge.cannotTell(
        `Whether the billing service meets this cannot be known from outside: ${unique(unclear).join('; ')}. A delivered report proves that it does; otherwise remove it.`,
      );
  },
});
