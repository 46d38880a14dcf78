import { ForeignAnswer } from '../../kernel/foreign-answer.ts';
import { readLimitedBody } from '../../kernel/read-limited-body.ts';

/**
 * The JSON of an answer.
 *
 * Throws a ForeignAnswer for what is no JSON, was cut off, or is too much: it is not Google's.
 */
export async function readJson(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (!/\bjson\b/i.test(type))
    throw new ForeignAnswer(
      `something that is not JSON (${type || 'no type'}, HTTP ${response.status}) came back`,
    );
  const body = await readLimitedBody(response.body);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ForeignAnswer('an answer that was cut off or changed came back');
  }
}
