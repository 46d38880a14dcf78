import type { InputOption } from '../../inputs/define-input.ts';

/** Values of a `choices` input that are ticked. */
export function tickedIn(value: string): string[] {
  return value === 'none' ? [] : value.split(',').filter(Boolean);
}

/**
 * The value after one option was ticked or not: in the order of the options, `none` when nothing is
 * left.
 */
export function tick(
  options: readonly InputOption[],
  value: string,
  option: string,
  on: boolean,
): string {
  const ticked = new Set(tickedIn(value));
  if (on) ticked.add(option);
  else ticked.delete(option);
  const ordered = options.map((each) => each.value).filter((each) => ticked.has(each));
  return ordered.join(',') || 'none';
}
