import { placeholdersIn } from '../../inputs/expand.ts';

/** A stretch of code: plain, or what stands for an input. */
export type Piece =
  | { text: string; input?: undefined }
  | { text: string; input: string; filled: boolean };

/**
 * First of the private-use characters that stand for inputs while the code is highlighted, so that
 * no token is torn.
 */
const base = 0xe000;

export interface Masked {
  code: string;
  names: string[];
}

/** Replaces each `{{input}}` by one private-use character. */
export function mask(code: string): Masked {
  const names = placeholdersIn(code);
  const masked = names.reduce(
    (text, name, index) => text.replaceAll(`{{${name}}}`, String.fromCharCode(base + index)),
    code,
  );
  return { code: masked, names };
}

/** Splits highlighted text at its private-use characters. Inputs without a value show as `name`. */
export function unmask(
  text: string,
  names: readonly string[],
  values: Readonly<Record<string, string>>,
): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  for (const character of text) {
    const name = names[character.charCodeAt(0) - base];
    if (name === undefined) {
      plain += character;
      continue;
    }
    if (plain) pieces.push({ text: plain });
    plain = '';
    const value = values[name];
    pieces.push(
      value
        ? { text: value, input: name, filled: true }
        : { text: name, input: name, filled: false },
    );
  }
  if (plain) pieces.push({ text: plain });
  return pieces;
}

/** Inputs a text needs that have no value, in its order. */
export function missingIn(code: string, values: Readonly<Record<string, string>>): string[] {
  return placeholdersIn(code).filter((name) => !values[name]);
}
