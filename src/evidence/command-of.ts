import { expand } from '../inputs/expand.ts';
import providers, { isProvider } from '../providers/index.ts';
import type { EvidenceKind } from './define-evidence.ts';

/**
 * The command that prints a fact, with the values of the inputs in it. What the inputs do not say but
 * the provider assumes (AWS's partition and region) is filled in; every other name without a value
 * stays `{{name}}`.
 */
export default function commandOf(
  kind: Pick<EvidenceKind, 'id' | 'command'>,
  inputs: Readonly<Record<string, string>> = {},
): string {
  return expandFor(kind, kind.command, inputs);
}

/** A text of a fact with the values of the inputs, and with what its provider assumes. */
export function expandFor(
  kind: Pick<EvidenceKind, 'id'>,
  text: string,
  inputs: Readonly<Record<string, string>>,
): string {
  const [provider] = kind.id.split('/');
  const assumed = isProvider(provider) ? providers[provider].assume?.(inputs) : {};
  return expand(text, { ...inputs, ...assumed });
}
