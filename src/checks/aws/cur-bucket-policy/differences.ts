import { reportArnPattern } from '../_billing/documents.ts';
import type { ConditionLine } from '../_policy/conditions.ts';
import type { Subject } from './diagnoses.ts';

export const unique = (values: readonly string[]) => [...new Set(values)];

export const lineInWords = ({ operator, key, values }: ConditionLine) =>
  `${operator} ${key}: ${values.join(' or ')}`;

/** The first part in which an ARN differs from the report's, in words. */
export function differingPart(
  arn: string,
  owner: Pick<Subject, 'accountId' | 'partition'>,
): string {
  const parts = ['beginning', 'partition', 'service', 'region', 'account', 'name'];
  const wanted = reportArnPattern(owner).split(':');
  const given = arn.split(':');
  return parts[wanted.findIndex((value, index) => given[index] !== value)] ?? 'end';
}
