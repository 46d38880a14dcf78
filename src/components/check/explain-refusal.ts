import { ApiError } from '../api/client.ts';
import type { Verification } from './verification-state.ts';

/** What the reader is told of an error: of the API in its own words, of the page as it is. */
export default function explainRefusal(error: unknown): NonNullable<Verification['refusal']> {
  const detail = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ApiError)) return { title: 'The page failed', detail, unreachable: false };
  return { title: error.title, detail, unreachable: error.status === 0 };
}
