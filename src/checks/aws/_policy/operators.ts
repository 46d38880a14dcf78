import { type Actual, compareArns, compareGlobs, globOf } from './arn-patterns.ts';
import type { RequestContext } from './context.ts';
import { coversEverything, type Glob, parseGlob } from './globs.ts';
import { holdsAddress, isEveryNetwork } from './networks.ts';
import { type Compared, type Truth, toTruth } from './truth.ts';
import { expand, type Language } from './variables.ts';

/** What a value of a policy is compared in. */
interface Setting {
  key: string;
  context: RequestContext;
  language: Language;
}

/** Compares one value of a policy with one value of a request. */
interface Operator {
  holds: (wanted: string, actual: Actual, setting: Setting) => Compared;
  /** The same where the request's value is only known not to be the reader's. Default: unknown. */
  holdsForeign?: (wanted: string, setting: Setting) => Truth;
}

const text = (plain: boolean, change: (glob: Glob) => Glob = (glob) => glob): Operator => ({
  holds(wanted, actual, { context, language }) {
    const expanded = expand(wanted, context, language, { plain });
    return compareGlobs(
      typeof expanded === 'string' ? expanded : change(expanded),
      change(globOf(actual)),
    );
  },
  holdsForeign(wanted, { key, language }) {
    if (language.variables && wanted.includes('${'))
      return wanted.toLowerCase() === `\${${key.toLowerCase()}}` ? 'yes' : 'unknown';
    if (plain) return 'no';
    if (coversEverything(parseGlob(wanted))) return 'yes';
    // A name or a number of the reader's stands in it; else it is all wildcards and fits many.
    return /[^*?:/]{6}/.test(wanted.replace(/^arn:aws[a-z-]*:(iam|sts):/, '')) ? 'no' : 'unknown';
  },
});

const toLower = (glob: Glob): Glob =>
  glob.map((token) => (typeof token === 'string' ? token.toLowerCase() : token));

const arn: Operator = {
  holds: (wanted, actual, { context, language }) => compareArns(wanted, actual, context, language),
  holdsForeign: text(false).holdsForeign,
};

/** Both values read, or it is unknown. */
function typed<T>(
  read: (value: string) => T | undefined,
  compare: (actual: T, wanted: T) => boolean,
): Operator {
  return {
    holds(wanted, actual) {
      const [left, right] = [actual.isPattern ? undefined : read(actual.text), read(wanted)];
      return left === undefined || right === undefined ? 'unknown' : toTruth(compare(left, right));
    },
  };
}

const readNumber = (value: string) =>
  /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
const readBoolean = (value: string) =>
  /^(true|false)$/i.test(value) ? value.toLowerCase() : undefined;
const readBinary = (value: string) =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
    ? value
    : undefined;

/** ISO 8601 as the W3C has it, or seconds since 1970; four digits may be either. */
function readDate(value: string): number | undefined {
  if (/^\d{5,}$/.test(value)) return Number(value) * 1000;
  const isDate =
    /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?$/.test(value) &&
    !Number.isNaN(Date.parse(value));
  return isDate ? Date.parse(value) : undefined;
}

/**
 * The operators of AWS's policy language without their negations; what is not here cannot be told.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operators: Readonly<Record<string, Operator>> = {
  StringEquals: text(true),
  StringEqualsIgnoreCase: text(true, toLower),
  StringLike: text(false),
  ArnEquals: arn,
  ArnLike: arn,
  Bool: typed(readBoolean, (a, b) => a === b),
  BinaryEquals: typed(readBinary, (a, b) => a === b),
  NumericEquals: typed(readNumber, (a, b) => a === b),
  NumericLessThan: typed(readNumber, (a, b) => a < b),
  NumericLessThanEquals: typed(readNumber, (a, b) => a <= b),
  NumericGreaterThan: typed(readNumber, (a, b) => a > b),
  NumericGreaterThanEquals: typed(readNumber, (a, b) => a >= b),
  DateEquals: typed(readDate, (a, b) => a === b),
  DateLessThan: typed(readDate, (a, b) => a < b),
  DateLessThanEquals: typed(readDate, (a, b) => a <= b),
  DateGreaterThan: typed(readDate, (a, b) => a > b),
  DateGreaterThanEquals: typed(readDate, (a, b) => a >= b),
  IpAddress: {
    holds: (wanted, { text: address, isPattern }) =>
      isPattern ? 'unknown' : holdsAddress(wanted, address),
    holdsForeign: (wanted) => isEveryNetwork(wanted),
  },
};

/** The operators that hold where none of the values fits, by what they negate. */
export const negations: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

/** When a date or a moment of a condition is, in milliseconds; undefined when it is none. */
export const momentOf = readDate;
