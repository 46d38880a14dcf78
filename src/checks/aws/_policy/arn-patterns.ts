import { spend } from '../../budget.ts';
import type { RequestContext } from './context.ts';
import { covers, type Glob, literalGlob, overlaps, parseGlob } from './globs.ts';
import { type Compared, every, type Truth } from './truth.ts';
import { type Expanded, expand, type Language } from './variables.ts';

/**
 * The six parts of an ARN, or fewer where there are fewer colons. Colons inside of `${…}` belong
 * to the variable.
 */
function splitArn(text: string): string[] {
  spend(text.length);
  const parts = [''];
  let inVariable = false;
  for (const [index, character] of [...text].entries()) {
    if (character === '{' && text[index - 1] === '$') inVariable = true;
    if (character === '}') inVariable = false;
    if (character === ':' && !inVariable && parts.length < 6) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** A text, or a pattern that is all that is known of it. */
export interface Actual {
  text: string;
  isPattern?: boolean;
}

export const globOf = ({ text, isPattern }: Actual): Glob =>
  (isPattern ? parseGlob : literalGlob)(text);

/** Compares a pattern with what is known of a text. */
export function compareGlobs(wanted: Expanded, actual: Glob): Compared {
  if (typeof wanted === 'string') return wanted;
  if (covers(wanted, actual)) return 'yes';
  return overlaps(wanted, actual) ? 'unknown' : 'no';
}

/**
 * Whether an ARN fits a pattern, part by part: a wildcard does not reach over one of the first five
 * colons, so that a pattern with fewer parts fits nothing. A bare `*` is in use and not described.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function compareArns(
  wanted: string,
  actual: Actual,
  context: RequestContext,
  language: Language,
): Compared {
  if (/^\*+$/.test(wanted)) return 'unknown';
  const [patterns, parts] = [splitArn(wanted), splitArn(actual.text)];
  if (parts.length < 6) return 'unknown';
  // A variable may stand for a whole ARN, and nobody says how that is taken apart.
  if (patterns.length < 6) return language.variables && wanted.includes('${') ? 'unknown' : 'no';
  const compared = patterns.map((pattern, index) =>
    compareGlobs(
      expand(pattern, context, language),
      globOf({ ...actual, text: parts[index] ?? '' }),
    ),
  );
  const truths = compared.filter((one) => one !== 'valueMissing');
  if (truths.length === compared.length || truths.includes('no')) return every(truths);
  return 'valueMissing';
}

/** How much of what is asked about the resource of a statement covers. */
export interface Reach {
  all: Truth;
  some: Truth;
}

const both = (truth: Truth): Reach => ({ all: truth, some: truth });

/**
 * Whether the resource of a statement covers an ARN, or what a pattern of ARNs stands for. Wildcards
 * stand within one part, but the one at the end reaches further; a variable may stand in the last
 * part only. A pattern that would fit as a whole and not by its parts is left open.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function reachOf(
  pattern: string,
  asked: Actual,
  context: RequestContext,
  language: Language,
): Reach | 'valueMissing' {
  const parts = splitArn(pattern);
  if (language.variables && parts.slice(0, 5).some((part) => /\$\{(?![*?$]\})/.test(part)))
    return both('unknown');
  const whole = expand(pattern, context, language);
  if (whole === 'valueMissing') return whole;
  if (whole === 'unknown') return both('unknown');
  const glob = globOf(asked);
  if (!overlaps(whole, glob)) return both('no');
  const fits =
    parts.length < 6
      ? /^[^*?]*\*$/.test(pattern)
      : splitArn(asked.text).every((part, index) => {
          const mine = expand(parts[index] ?? '', context, language);
          return typeof mine !== 'string' && overlaps(mine, globOf({ ...asked, text: part }));
        });
  if (!fits) return both('unknown');
  return { all: covers(whole, glob) ? 'yes' : 'no', some: 'yes' };
}
