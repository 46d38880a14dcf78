import type { Answer, Attack } from './ask.ts';
import type { Flaw } from './findings.ts';

/** Something that is in many requests of a run, and may be in no log. */
export const canary = 'xkcanaryq7';

/** What is wrong with an answer, whatever was asked; undefined when nothing is. */
export function judgeAnswer(
  attack: Attack,
  answer: Answer,
): { flaw: Flaw; what: string } | undefined {
  if (answer.status === undefined) return { flaw: 'crash', what: `no answer: ${answer.error}` };
  const { status, headers, text, bytes } = answer;
  const said = `${status} ${text.slice(0, 200)}`;
  if (status >= 500 && !isBusy(answer)) return { flaw: '5xx', what: said };
  const sent = (attack.body?.length ?? 0) + attack.path.length;
  if (bytes > 8 * sent + 1_000_000)
    return { flaw: 'size', what: `${bytes} bytes for ${sent}: ${said}` };
  if (status >= 400 && attack.method !== 'HEAD' && !isPageMissing(attack, answer)) {
    const problem = parse(text);
    const type = headers['content-type'] ?? 'no type';
    if (!type.startsWith('application/problem+json'))
      return { flaw: 'form', what: `an error as ${type}: ${said}` };
    if (problem?.status !== status || typeof problem.detail !== 'string' || problem.detail === '')
      return { flaw: 'form', what: `no problem details: ${said}` };
  }
  return undefined;
}

/** Whether a server says that it has too much to do, and when to come back, as its document has it. */
export const isBusy = (answer: Answer): boolean =>
  answer.status === 503 && /^\d+$/.test(answer.headers['retry-after'] ?? '');

/** A page for people, at an address that is none of the API's. */
const isPageMissing = ({ method, path }: Attack, answer: Answer) =>
  answer.status === 404 &&
  method === 'GET' &&
  !/^\/(v1|healthz|readyz|metrics|demo)(\/|\?|$)/.test(path) &&
  (answer.headers['content-type'] ?? '').startsWith('text/html');

function parse(text: string): { status?: unknown; detail?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
