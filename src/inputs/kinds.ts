import { type Provider, providerIds } from '../providers/index.ts';
import { awsKinds } from './aws.ts';
import { azureKinds } from './azure.ts';
import type { InputDefinition, InputKind } from './define-input.ts';
import { gcpKinds } from './gcp.ts';
import type { InputResult } from './input-rule.ts';
import { type InputRules, judgeInput, judgeInputs, longest } from './judge.ts';
import { spotKinds } from './spot.ts';

export { crossCheck } from './cross-check.ts';
export { defaultOf } from './judge.ts';

/** The rules of each provider. A page loads those that its inputs need. */
const clouds = {
  aws: awsKinds,
  gcp: gcpKinds,
  azure: azureKinds,
  spot: spotKinds,
} as const satisfies Record<Provider, InputRules>;

const rules: InputRules = { ...awsKinds, ...gcpKinds, ...azureKinds, ...spotKinds };

/** Judges one value as the reader typed or pasted it: see `judgeInput`. */
export function validateInput(definition: InputDefinition, raw: string): InputResult {
  return judgeInput(rules, definition, raw);
}

/** Whether values of this kind open an account. */
export function isSecret(kind: InputKind): boolean {
  return rules[kind]?.secret === true;
}

/** Whether values of this kind are whole files, which are dropped or pasted rather than typed. */
export function isFile(kind: InputKind): boolean {
  return (rules[kind]?.longest ?? 0) > longest;
}

/** Which clouds' rules judge these kinds. */
export function cloudsOf(kinds: readonly InputKind[]): Provider[] {
  return providerIds.filter((cloud) => kinds.some((kind) => kind in clouds[cloud]));
}

/**
 * Judges all values of a runbook. Names without a value are in neither answer: whether they are
 * needed is the caller's to say. A choice without a value is its first option. What is for another
 * path (`when`) than the values choose is left out, right or wrong.
 */
export function validateInputs(
  definitions: Readonly<Record<string, InputDefinition>>,
  raw: Readonly<Record<string, string>>,
): {
  values: Record<string, string>;
  errors: Record<string, string>;
  notes: Record<string, string>;
} {
  return judgeInputs(rules, definitions, raw);
}
