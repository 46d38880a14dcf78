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

/** Signed assertions and access tokens: made with a secret, and as good as it for an hour. */
const madeWithSecret = /\beyJ[\w-]{8,4096}\.[\w-]+\.[\w-]+|\bya29\.[\w.-]+/g;

/**
 * Takes the secrets among the inputs out of whatever is said of them. No collector puts one into
 * its evidence; but what a cloud, or somebody between, answers is not ours, and may quote what it
 * was sent.
 */
export function createSecretRedactor(
  { inputs: definitions }: Pick<Runbook, 'inputs'>,
  inputs: Readonly<Record<string, string>>,
): <T>(value: T) => T {
  const secrets = Object.entries(inputs)
    .filter(
      ([name]) => Object.hasOwn(definitions, name) && isSecret(definitions[name]?.kind as never),
    )
    .flatMap(([, value]) => secretTexts(value))
    .filter((text) => text.length >= shortest)
    .flatMap(asSent)
    // A line of a key is part of the key, which goes first.
    .sort((a, b) => b.length - a.length);
  if (secrets.length === 0) return (value) => value;
  const hide = <T>(value: T): T => {
    if (typeof value === 'string') {
      return secrets
        .reduce((text: string, secret) => text.replaceAll(secret, hidden), value)
        .replace(madeWithSecret, hidden) as T;
    }
    if (Array.isArray(value)) return value.map(hide) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hide(item)])) as T;
  };
  return hide;
}

/**
 * A text, and how it is written in an address, in a form (which is how a secret is sent) and in
 * JSON.
 */
function asSent(text: string): string[] {
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  return [...new Set([text, encodeURIComponent(text), form, JSON.stringify(text).slice(1, -1)])];
}

/**
 * A secret, and what is secret in it: the fields of a key file, and their lines, since a key may be
 * quoted without its line breaks.
 */
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
  const lines = [value, ...fields]
    .flatMap((text) => text.split(/\\n|\n/))
    .filter((line) => !/^-----|^\s*"|[{}]/.test(line));
  return [value, ...fields, ...lines];
}
