import type { PolicyStatement } from '../../../evidence/aws/_shared/policy-document.ts';
import type { Judge } from '../../define-check.ts';
import { describeLine } from '../_billing/access.ts';
import { reportArnPattern } from '../_billing/documents.ts';
import { type ConditionLine, conditionLines } from '../_policy/conditions.ts';
import type diagnoses from './diagnoses.ts';
import type { Subject } from './diagnoses.ts';

export const unique = (values: readonly string[]) => [...new Set(values)];

/** A statement as a sentence names it; `index` counts from 0. */
export function describeStatement(statement: PolicyStatement, index: number): string {
  const { Sid = index + 1, Effect, Action, NotAction, Condition } = statement;
  const actions = Action ?? NotAction?.map((action) => `all but ${action}`) ?? [];
  const conditions = conditionLines(Condition).map(describeLine).join(' and ');
  return `statement ${Sid}: ${Effect} ${actions.join(', ')}${Condition ? ` when ${conditions}` : ''}`;
}

/** Says which conditions keep the billing service out. */
export function judgeConditions(
  lines: readonly ConditionLine[],
  subject: Subject,
  judge: Judge<typeof diagnoses>,
) {
  const valuesOf = (pattern: RegExp) =>
    unique(lines.filter(({ key }) => pattern.test(key)).flatMap(({ values }) => [...values]));
  const accounts = valuesOf(/^aws:SourceAccount$/i);
  const arns = valuesOf(/^aws:SourceArn$/i);
  const [arn] = arns;
  const others = lines.filter(({ key }) => !/^aws:Source(Account|Arn)$/i.test(key));
  if (accounts.length > 0) judge.found('otherSourceAccount', { ...subject, values: accounts });
  if (arn !== undefined)
    judge.found('otherSourceArn', { ...subject, values: arns, part: differingPart(arn, subject) });
  if (others.length > 0)
    judge.found('otherCondition', { ...subject, lines: unique(others.map(describeLine)) });
}

/** The first part in which an ARN differs from the report's, in words. */
function differingPart(arn: string, owner: Pick<Subject, 'accountId' | 'partition'>): string {
  const parts = ['beginning', 'partition', 'service', 'region', 'account', 'name'];
  const wanted = reportArnPattern(owner).split(':');
  const given = arn.split(':');
  return parts[wanted.findIndex((value, index) => given[index] !== value)] ?? 'end';
}
