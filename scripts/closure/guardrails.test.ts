import { expect, test } from 'vitest';
import { guardrailDiagnoses } from '../../src/checks/guardrails.ts';
import { metByDoing, proveGuardrails } from './guardrails.ts';
import { Ledger } from './ledger.ts';

const ofClouds = [...guardrailDiagnoses.keys()].filter((code) => /^(?:AZ|GCP)-/.test(code));
const withFault = ofClouds.filter((code) => !Object.hasOwn(metByDoing, code));

const orphansOf = (codes: readonly string[]): string[] => {
  const ledger = new Ledger();
  proveGuardrails(ledger, new Set(codes));
  return ledger.orphans;
};

test('each rule has a fault, or a reason why no look meets it, and not both', () => {
  expect(orphansOf(withFault)).toEqual([]);
  expect(orphansOf(withFault.slice(1))).toEqual([
    expect.stringMatching(`guardrail ${withFault[0]} has no fault, and no reason`),
  ]);
  expect(orphansOf([...withFault, 'AZ-GUARD-001'])).toEqual([
    expect.stringMatching(/guardrail AZ-GUARD-001 has a fault, and a reason/),
  ]);
});
