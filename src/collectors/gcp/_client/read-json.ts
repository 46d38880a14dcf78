import type { Answer } from '../../kernel/fetch-answer.ts';
import { ForeignAnswer } from '../../kernel/foreign-answer.ts';

/**
 * The JSON of an answer.
 *
 * Throws a ForeignAnswer for what is no JSON, or was cut off: it is not Google's.
 */
export function readJson({ status, headers, body }: Answer): unknown {
  const type = headers.get('content-type') ?? '';
  if (!/\bjson\b/i.test(type))
    throw new ForeignAnswer(
      `something that is not JSON (${type || 'no type'}, HTTP ${status}) came back`,
    );
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ForeignAnswer('an answer that was cut off or changed came back');
  }
}
