import type { Check } from '../../src/checks/define-check.ts';
import { awsCollectors } from '../../src/collectors/aws/index.ts';
import { azureCollectors } from '../../src/collectors/azure/index.ts';
import { gcpCollectors } from '../../src/collectors/gcp/index.ts';
import { spotCollectors } from '../../src/collectors/spot/index.ts';
import * as awsEvidence from '../../src/evidence/aws/index.ts';
import * as azureEvidence from '../../src/evidence/azure/index.ts';
import type { EvidenceKind } from '../../src/evidence/define-evidence.ts';
import * as gcpEvidence from '../../src/evidence/gcp/index.ts';
import * as spotEvidence from '../../src/evidence/spot/index.ts';
import { kindsOf } from './checks.ts';
import type { Ledger } from './ledger.ts';

const collectors = [...awsCollectors, ...gcpCollectors, ...azureCollectors, ...spotCollectors];
const kinds = [awsEvidence, gcpEvidence, azureEvidence, spotEvidence]
  .flatMap((exported) => Object.values<unknown>(exported))
  .filter(isKind);

/** What a check needs is gathered, and nothing is gathered that serves no check. */
export function proveEvidence(ledger: Ledger, checks: readonly Check[]): void {
  const collected = new Set(collectors.map(({ kind }) => kind.id));
  const needed = new Set(checks.flatMap(kindsOf).map(({ id }) => id));
  for (const id of needed) ledger.need(collected.has(id), `evidence ${id} has no collector`);
  for (const id of collected) ledger.need(needed.has(id), `collector ${id} serves no check`);
  for (const { id } of kinds) ledger.need(needed.has(id), `evidence ${id} serves no check`);
}

function isKind(value: unknown): value is EvidenceKind {
  return typeof value === 'object' && value !== null && 'schema' in value && 'id' in value;
}
