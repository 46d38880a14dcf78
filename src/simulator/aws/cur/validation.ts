import { contradiction, validation } from './errors.ts';

/** `ReportDefinition` of the service model. */
export interface ReportDefinition {
  ReportName: string;
  TimeUnit: string;
  Format: string;
  Compression: string;
  AdditionalSchemaElements: string[];
  S3Bucket: string;
  S3Prefix: string;
  S3Region: string;
  AdditionalArtifacts?: string[];
  RefreshClosedReports?: boolean;
  ReportVersioning?: string;
}

interface Rule {
  required?: boolean;
  values?: readonly string[];
  pattern?: RegExp;
  /** Longest allowed text. */
  length?: number;
}

/**
 * Source: service model; the pattern of S3Prefix as AWS has sent it since 2025
 * (https://github.com/hashicorp/terraform-provider-aws/issues/43153).
 */
const rules: Readonly<Record<string, Rule>> = {
  ReportName: { required: true, length: 256, pattern: /^[0-9A-Za-z!\-_.*'()]+$/ },
  TimeUnit: { required: true, values: ['HOURLY', 'DAILY', 'MONTHLY'] },
  Format: { required: true, values: ['textORcsv', 'Parquet'] },
  Compression: { required: true, values: ['ZIP', 'GZIP', 'Parquet'] },
  S3Bucket: { required: true, length: 256, pattern: /^[A-Za-z0-9_.-]+$/ },
  S3Prefix: { required: true, length: 256, pattern: /^(?=.+[^/|.]$)[0-9A-Za-z!\-_.*'()/]*$/ },
  S3Region: { required: true },
  ReportVersioning: { values: ['CREATE_NEW_REPORT', 'OVERWRITE_REPORT'] },
};

const lists: Readonly<Record<string, Rule>> = {
  AdditionalSchemaElements: {
    required: true,
    values: ['RESOURCES', 'SPLIT_COST_ALLOCATION_DATA', 'MANUAL_DISCOUNT_COMPATIBILITY'],
  },
  AdditionalArtifacts: { values: ['REDSHIFT', 'QUICKSIGHT', 'ATHENA'] },
};

/**
 * Checks shape and values member by member, then the settings against each other. Throws
 * ValidationException.
 */
export function checkDefinition(value: unknown): ReportDefinition {
  if (typeof value !== 'object' || value === null)
    throw validation(
      failures([
        "Value null at 'reportDefinition' failed to satisfy constraint: Member must not be null",
      ]),
    );
  const definition = value as Record<string, unknown>;
  const found = [
    ...Object.entries(rules).flatMap(([name, rule]) => checkText(name, definition[name], rule)),
    ...Object.entries(lists).flatMap(([name, rule]) => checkList(name, definition[name], rule)),
  ];
  if (found.length > 0) throw validation(failures(found));
  const checked = definition as unknown as ReportDefinition;
  checkCombination(checked);
  return checked;
}

function checkText(name: string, value: unknown, rule: Rule): string[] {
  if (value === undefined || value === null)
    return rule.required ? [failed(name, null, 'Member must not be null')] : [];
  const text = String(value);
  if (rule.values && !rule.values.includes(text))
    return [failed(name, text, `Member must satisfy enum value set: [${rule.values.join(', ')}]`)];
  if (rule.length && text.length > rule.length)
    return [failed(name, text, `Member must have length less than or equal to ${rule.length}`)];
  if (rule.pattern && !rule.pattern.test(text))
    return [
      failed(name, text, `Member must satisfy regular expression pattern: ${rule.pattern.source}`),
    ];
  return [];
}

function checkList(name: string, value: unknown, rule: Rule): string[] {
  if (value === undefined || value === null)
    return rule.required ? [failed(name, null, 'Member must not be null')] : [];
  const items = Array.isArray(value) ? value : [value];
  const valid = items.every((item) => rule.values?.includes(item));
  return valid
    ? []
    : [
        failed(
          name,
          `[${items.join(', ')}]`,
          `Member must satisfy constraint: [Member must satisfy enum value set: [${rule.values?.join(', ')}]]`,
        ),
      ];
}

/**
 * Athena wants Parquet, overwriting, and to be alone; Redshift and QuickSight cannot read Parquet.
 * Source: https://docs.aws.amazon.com/cur/latest/userguide/cur-query-athena.html
 */
function checkCombination({
  Format,
  Compression,
  AdditionalArtifacts = [],
  ReportVersioning,
}: ReportDefinition): void {
  const athena = AdditionalArtifacts.includes('ATHENA');
  if ((Format === 'Parquet') !== (Compression === 'Parquet')) throw contradiction();
  if (
    athena &&
    (Format !== 'Parquet' ||
      AdditionalArtifacts.length > 1 ||
      ReportVersioning !== 'OVERWRITE_REPORT')
  )
    throw contradiction();
  if (!athena && AdditionalArtifacts.length > 0 && Format === 'Parquet') throw contradiction();
}

function failed(name: string, value: string | null, constraint: string): string {
  const path = `reportDefinition.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return `Value ${value === null ? 'null' : `'${value}'`} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function failures(found: string[]): string {
  return `${found.length} validation error${found.length === 1 ? '' : 's'} detected: ${found.join('; ')}`;
}
