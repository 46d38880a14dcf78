import { expect, test } from 'vitest';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import type { Mode } from '../providers/vantages.ts';
import { vantagesFor } from './vantages.ts';

const input = { label: 'L', help: 'H.' };
const runbook = ({
  secret,
  spotStep,
}: {
  secret: boolean;
  spotStep: boolean;
}): Pick<Runbook, 'inputs' | 'steps'> => ({
  inputs: {
    tenantId: { kind: 'azure-tenant-id', ...input },
    ...(secret ? { keyFile: { kind: 'gcp-key-file' as const, ...input } } : {}),
  },
  steps: {
    first: { title: 'First', checks: [] },
    ...(spotStep ? { connect: { title: 'Connect', checks: [], vantage: 'spot' as const } } : {}),
  },
});

test.each<[Mode, { secret: boolean; spotStep: boolean }, string]>([
  ['demo', { secret: false, spotStep: false }, 'reader, pasted'],
  ['demo', { secret: false, spotStep: true }, 'reader, spot, pasted'],
  ['demo', { secret: true, spotStep: false }, 'reader, pasted'],
  ['demo', { secret: true, spotStep: true }, 'reader, spot, pasted'],
  // Spot's own principal is at Spot; the secret that the reader gives to Spot is at the reader's.
  ['local', { secret: false, spotStep: false }, 'reader, pasted'],
  ['local', { secret: false, spotStep: true }, 'reader, pasted'],
  ['local', { secret: true, spotStep: false }, 'reader, pasted'],
  ['local', { secret: true, spotStep: true }, 'reader, spot, pasted'],
  ['hosted', { secret: false, spotStep: false }, 'pasted'],
  ['hosted', { secret: false, spotStep: true }, 'spot, pasted'],
  ['hosted', { secret: true, spotStep: false }, 'pasted'],
  ['hosted', { secret: true, spotStep: true }, 'pasted'],
])('%s, %j: %s', (mode, parts, expected) => {
  expect(vantagesFor(mode, runbook(parts)).join(', ')).toBe(expected);
});
