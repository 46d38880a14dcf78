import { isMethod, type Method, methods } from '../providers/methods.ts';

/** Where this browser keeps the method that the reader chose last. */
export const methodKey = 'spot-runbooks:method';
/** Parameter of an address that carries a method. */
export const methodParameter = 'method';
/** What nobody chose. */
export const firstMethod = methods[0];

/**
 * The method to show at first: of the address, else the kept one, else the first. `readKept`
 * is only asked where the address names none.
 *
 * @example
 * chooseFirstMethod('?method=cli', () => 'script') // 'cli'
 */
export default function chooseFirstMethod(search: string, readKept: () => string | null): Method {
  return findChosenMethod(search, readKept) ?? firstMethod;
}

/** The method that the reader chose: of the address, else the kept one. Undefined: nobody chose. */
export function findChosenMethod(
  search: string,
  readKept: () => string | null,
): Method | undefined {
  const named = new URLSearchParams(search).get(methodParameter);
  if (isMethod(named)) return named;
  const kept = readKept();
  return isMethod(kept) ? kept : undefined;
}
