import type { Runbook } from '../../runbooks/define-runbook.ts';
import { isSecret } from '../inputs/kinds.ts';

const hidden = '(secret)';

/** Fields of key files that open an account. */
const secretFields = ['private_key', 'client_secret', 'refresh_token'];

/**
 * Shorter texts may stand anywhere by accident. The shortest secret that an input takes has 16
 * characters.
 */
const shortest = 16;

/**
 * Secrets are looked for by pieces of this length: as long a part of one as {@link shortest} holds one that
 * begins at a multiple of it, wherever the part stands.
 */
const piece = shortest / 2;

/**
 * Signed assertions and access tokens: made with a secret, and as good as it for an hour. What stands before
 * one without a blank is in it; no character is looked at for more than a few beginnings.
 */
export const madeWithSecret =
  /(?<![\w-])(?=[\w-]*?\beyJ)[\w-]{11,}\.[\w-]+\.[\w-]+|\bya29\.[\w.-]+/g;

/**
 * Takes the secrets among the inputs out of whatever is said of them, and each part of one that is long enough
 * to be told. No collector puts one into its evidence; but what a cloud, or somebody between, answers is not
 * ours, and may quote what it was sent.
 *
 * What it costs grows with the length of a text, and not with the secrets: a stranger sends both.
 */
export function createSecretRedactor(
  { inputs: definitions }: Pick<Runbook, 'inputs'>,
  inputs: Readonly<Record<string, string>>,
): <T>(value: T) => T {
  const pieces = new Set(
    Object.entries(inputs)
      .filter(
        ([name]) => Object.hasOwn(definitions, name) && isSecret(definitions[name]?.kind as never),
      )
      .flatMap(([, value]) => secretTexts(value))
      .filter((text) => text.length >= shortest)
      .flatMap(asSent)
      .flatMap(piecesOf),
  );
  if (pieces.size === 0) return (value) => value;
  const hide = <T>(value: T): T => {
    if (typeof value === 'string')
      return hideParts(value, pieces).replace(madeWithSecret, hideFromToken) as T;
    if (Array.isArray(value)) return value.map(hide) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(item)])) as T;
  };
  return hide;
}

const hideFromToken = (text: string) => text.replace(/\b(?:eyJ|ya29\.).*$/, hidden);

const piecesOf = (text: string): string[] =>
  Array.from({ length: text.length - piece + 1 }, (_, at) => text.slice(at, at + piece));

/** A text without the stretches that consist of pieces of secrets alone. */
function hideParts(text: string, pieces: ReadonlySet<string>): string {
  let shown = '';
  let after = 0;
  for (let at = 0; at + piece <= text.length; at += piece) {
    if (at < after || !pieces.has(text.slice(at, at + piece))) continue;
    let begin = at;
    while (begin > after && pieces.has(text.slice(begin - 1, begin - 1 + piece))) begin--;
    let end = at + piece;
    while (end < text.length && pieces.has(text.slice(end + 1 - piece, end + 1))) end++;
    if (end - begin < shortest) continue;
    shown += text.slice(after, begin) + hidden;
    after = end;
  }
  return shown + text.slice(after);
}

/**
 * A text, and how it is written in an address, in a form (which is how a secret is sent) and in
 * JSON.
 */
function asSent(text: string): string[] {
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  // A form has no half characters, which an address cannot be made of.
  const [[, whole] = ['', '']] = new URLSearchParams(`=${form}`);
  return [...new Set([text, encodeURIComponent(whole), form, JSON.stringify(text).slice(1, -1)])];
}

/** A secret, or what is secret in it: the fields of a key file, without the lines that stand around each key. */
function secretTexts(value: string): string[] {
  const fields: string[] = [];
  try {
    JSON.parse(value, (name, field) => {
      if (secretFields.includes(name) && typeof field === 'string') fields.push(field);
      return field;
    });
  } catch {
    // A secret that is no file.
  }
  return (fields.length > 0 ? fields : [value]).map((text) =>
    text.replace(/-----[A-Z ]+-----/g, ''),
  );
}
