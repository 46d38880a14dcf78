import type { PolicyStatement } from '../../../evidence/aws/_shared/policy-document.ts';
import bucketPolicy from '../../../evidence/aws/bucket-policy.ts';
import { defineCheck } from '../../define-check.ts';
import { findGaps, isUnguarded, stopsBilling } from '../_billing/access.ts';
import { fixBucketPolicy } from '../_billing/fix-bucket-policy.ts';
import { allowedToAnybody, allowedToOthers } from '../_billing/strangers.ts';
import diagnoses, { type Subject } from './diagnoses.ts';
import { describeStatement, judgeConditions, unique } from './differences.ts';

export default defineCheck({
  id: 'aws/cur-bucket-policy',
  title: "The bucket policy lets AWS deliver your report, and nobody else's",
  needs: { found: bucketPolicy },
  inputs: ['accountId', 'bucketName', 'reportPrefix', 'reportName'],
  after: ['aws/cur-bucket'],
  diagnoses,
  assess({ found }, inputs, judge) {
    const names = { ...inputs, now: judge.now };
    const subject: Subject = {
      ...inputs,
      bucket: inputs.bucketName,
      fixed: fixBucketPolicy(found?.Policy ?? null, names, ['read', 'write']),
    };
    if (found === null) return judge.found('none', subject);
    const { Policy: policy } = found;
    const { Statement: statements } = policy;

    const wrong = findGaps(policy, names);
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
    const denies = named((statement) => stopsBilling(policy, statement, names) === 'yes');
    if (denies.length > 0) judge.found('denied', { ...subject, statements: denies });
    const open = (harm: 'read' | 'write') =>
      named((statement) => allowedToAnybody(policy, statement, harm, names).length > 0);
    const [readable, writable] = [open('read'), open('write')];
    if (writable.length > 0) judge.found('anyoneMayWrite', { ...subject, statements: writable });
    else if (readable.length > 0)
      judge.found('anyoneMayRead', { ...subject, statements: readable });
    const others = statements.map((statement) => allowedToOthers(policy, statement, names));
    const principals = unique(others.flatMap((other) => other.principals));
    if (principals.length > 0)
      judge.found('othersMayUse', {
        ...subject,
        principals,
        harms: unique(others.flatMap(({ harms }) => harms)),
        statements: named(
          (statement) => allowedToOthers(policy, statement, names).harms.length > 0,
        ),
      });
    if (statements.some((statement) => isUnguarded(policy, statement, names)))
      judge.found('confusedDeputy', subject);

    const unclear = [
      // What is missing for certain says it already.
      ...(wrong.wanted.length > 0 ? [] : wrong.unclear),
      ...named((statement) => stopsBilling(policy, statement, names) === 'unknown'),
    ];
    if (unclear.length > 0)
      judge.cannotTell(
        `Whether the billing service can deliver all files past this cannot be known from outside: ${unique(unclear).join('; ')}. A delivered report proves that it does; if none arrives, ask whoever wrote it to except the billing service.`,
      );
  },
});
