import type billingStackEvents from '../../../evidence/aws/billing-stack-events.ts';
import type { Evidence, EvidenceKind } from '../../../evidence/define-evidence.ts';
import { testObjectName } from '../_billing/documents.ts';

/** `20261123T093000Z`, as the API prints it, or ISO 8601. */
export function parseTime(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(
    text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** What looking for a kind of evidence brought. */
export type EvidenceOf<K> = K extends EvidenceKind<infer T> ? Evidence<T> : never;

/**
 * When the report was set up: AWS says so nowhere, but the stack that made it does, and so does the
 * test object where the listing shows it (AWS writes it to the root of the bucket).
 */
export function findSetUpTime(
  files: readonly { Key: string; LastModified: string }[],
  stack: EvidenceOf<typeof billingStackEvents>,
): Date | undefined {
  const test = files.find(({ Key }) => Key.endsWith(testObjectName))?.LastModified;
  const events = stack.status === 'found' ? stack.value.StackEvents : [];
  const made = events.find(
    (event) =>
      event.ResourceType === 'AWS::CUR::ReportDefinition' &&
      event.ResourceStatus === 'CREATE_COMPLETE',
  );
  return parseTime(test ?? made?.Timestamp);
}
