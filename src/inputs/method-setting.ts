import { isMethod, type Method, methods } from '../providers/methods.ts';

/**
 * Among the values of inputs, the one that no runbook asks for: the way through the guide that the
 * reader chose. The page sends the chosen tab, the terminal takes `--input method=cli`. Without it
 * every way is judged.
 */
export const methodSetting = 'method';

/**
 * Takes the method out of given values. `error`: there is no such method. A guide without it shows the
 * next best (`panelFor`).
 *
 * @example
 * takeMethod({ method: 'cli', accountId: '111122223333' })
 * // { method: 'cli', others: { accountId: '111122223333' } }
 */
export function takeMethod(given: Readonly<Record<string, string>>): {
  method?: Method;
  error?: string;
  others: Record<string, string>;
} {
  const { [methodSetting]: text, ...others } = given;
  const wanted = text?.trim();
  if (!wanted) return { others };
  if (isMethod(wanted)) return { method: wanted, others };
  return { others, error: `Choose one of: ${methods.join(', ')}.` };
}
