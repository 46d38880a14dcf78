import { awsDialect } from './aws-dialect.ts';
import { azureDialect } from './azure-dialect.ts';
import type { Dialect } from './define-dialect.ts';
import type { EvidenceKind } from './define-evidence.ts';
import { gcpDialect } from './gcp-dialect.ts';

const dialects: Readonly<Record<string, Dialect>> = {
  aws: awsDialect,
  azure: azureDialect,
  gcp: gcpDialect,
};

/** The dialect of a kind's provider. */
export function dialectOf(kind: EvidenceKind): Dialect {
  return dialects[kind.id.split('/')[0] ?? ''] ?? awsDialect;
}
