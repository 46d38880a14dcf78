import type { CheckResult, Finding } from '../../checks/report.ts';
import type { VerificationEvent } from '../../verification/events.ts';

/** A finding as a check makes it. */
export const finding: Finding = {
  code: 'AWS-BUCKET-003',
  severity: 'fail',
  title: 'The bucket is in the wrong region',
  explanation: 'AWS delivers reports into us-east-1 only.',
  observed: 'eu-west-1',
  expected: 'us-east-1',
  fix: {
    summary: 'Make another bucket.',
    commands: ['aws s3 mb s3://other --region us-east-1'],
    console: ['Open S3.'],
    who: 'an administrator',
  },
};

/** The result of the check of the step `bucket`. */
export function makeResult(
  result: Partial<CheckResult> & Pick<CheckResult, 'status'>,
): CheckResult {
  return { id: 'aws/cur-bucket', title: 'The bucket exists', findings: [], unseen: [], ...result };
}

/** The last event of a verification of the step `bucket`. */
export function makeReport(...checks: CheckResult[]): VerificationEvent {
  const status = checks[0]?.status ?? 'undetermined';
  return {
    type: 'report',
    report: {
      runbook: 'aws/management-account',
      vantage: 'reader',
      status,
      steps: [{ id: 'bucket', title: 'Bucket', status, checks }],
      startedAt: '2026-11-28T00:00:00.000Z',
      durationMs: 1,
    },
  };
}
