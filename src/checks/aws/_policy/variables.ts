import { findKey, type RequestContext } from './context.ts';
import { type Glob, literalGlob, parseGlob } from './globs.ts';

/**
 * What a policy's `Version` makes of its text. Undefined: a version that nobody described here.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export interface Language {
  /** Whether `${aws:username}` and the like are variables. */
  variables: boolean;
}

/** How the policies of a version are read. Without a `Version` it is the older one. */
export function languageOf({ Version: version }: { Version?: string }): Language | undefined {
  if (version === '2012-10-17') return { variables: true };
  return version === undefined || version === '2008-10-17' ? { variables: false } : undefined;
}

/** A text after its variables were replaced, or why that could not be done. */
export type Expanded = Glob | 'valueMissing' | 'unknown';

const name = String.raw`\s*([A-Za-z0-9-]+:[^\s,{}']+)\s*`;
const variable = new RegExp(String.raw`^${name}(?:,\s*'([^'{}$]*)'\s*)?$`);

/**
 * A text of a policy with its variables replaced. `plain`: its `*` and `?` are characters, as
 * StringEquals takes them. A value that itself holds `*` or `?` is not described and therefore
 * unknown among patterns.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function expand(
  text: string,
  context: RequestContext,
  language: Language,
  { plain = false } = {},
): Expanded {
  const read = plain ? literalGlob : parseGlob;
  if (!language.variables || !text.includes('${')) return read(text);
  const glob: Glob[number][] = [];
  let missing = false;
  let from = 0;
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', from)) {
    const end = text.indexOf('}', at);
    if (end < 0) return 'unknown';
    glob.push(...read(text.slice(from, at)));
    from = end + 1;
    const value = replacementOf(text.slice(at + 2, end), context, plain);
    if (value === 'unknown') return 'unknown';
    if (value === 'valueMissing') missing = true;
    else glob.push(...literalGlob(value));
  }
  glob.push(...read(text.slice(from)));
  return missing ? 'valueMissing' : glob;
}

function replacementOf(
  inner: string,
  context: RequestContext,
  plain: boolean,
): string | 'valueMissing' | 'unknown' {
  if (['*', '?', '$'].includes(inner)) return inner;
  const [, key, fallback] = variable.exec(inner) ?? [];
  if (key === undefined) return 'unknown';
  const known = findKey(key, context);
  if (known === 'absent') return fallback ?? 'valueMissing';
  if (!Array.isArray(known) || known.length !== 1) return 'unknown';
  const [value = ''] = known as readonly string[];
  return !plain && /[*?]/.test(value) ? 'unknown' : value;
}
