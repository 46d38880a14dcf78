import type { Actual } from './arn-patterns.ts';
import { findKey, type KeyValue, type RequestContext } from './context.ts';
import { negations, operators } from './operators.ts';
import { agree, type Compared, every, not, some, type Truth, toTruth } from './truth.ts';
import type { Language } from './variables.ts';

/** One line of a `Condition`: all lines must hold. */
export interface ConditionLine {
  operator: string;
  key: string;
  values: readonly string[];
}

type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export function conditionLines(conditions: Conditions | undefined): ConditionLine[] {
  return Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
}

/** Whether all lines hold, and which do not or may not. */
export function evaluateConditions(
  conditions: Conditions | undefined,
  context: RequestContext,
  language: Language,
) {
  const lines = conditionLines(conditions).map((line) => ({
    line,
    truth: evaluateLine(line, context, language),
  }));
  const linesThat = (wanted: Truth) =>
    lines.filter(({ truth }) => truth === wanted).map(({ line }) => line);
  return {
    truth: every(lines.map(({ truth }) => truth)),
    failed: linesThat('no'),
    unknown: linesThat('unknown'),
  };
}

/**
 * Whether one line holds, as the table in `language.ts` has it. Negated operators, `…IfExists` and
 * `ForAllValues:` hold when the key is absent.
 */
export function evaluateLine(
  { operator, key, values }: ConditionLine,
  context: RequestContext,
  language: Language,
): Truth {
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(operator) ?? [];
  const known = findKey(key, context);
  if (known === undefined || values.length === 0) return 'unknown';
  if (name === 'Null') return set || ifExists ? 'unknown' : isNull(values, known);
  const isNegated = Object.hasOwn(negations, name);
  const base = isNegated ? (negations[name] ?? '') : name;
  const test = Object.hasOwn(operators, base) ? operators[base] : undefined;
  if (test === undefined) return 'unknown';

  const setting = { key, context, language };
  const whenAbsent = toTruth(
    set === 'ForAllValues' || ifExists !== undefined || (isNegated && set === undefined),
  );
  const judge = (holds: (wanted: string) => Compared): Truth => {
    const missing: Truth = isNegated ? 'unknown' : 'no';
    const fits = some(values.map(holds).map((one) => (one === 'valueMissing' ? missing : one)));
    return isNegated ? not(fits) : fits;
  };
  const one = (actual: Actual) => judge((wanted) => test.holds(wanted, actual, setting));

  if (known === 'absent') return whenAbsent;
  if (known === 'foreign') {
    const present = judge((wanted) => test.holdsForeign?.(wanted, setting) ?? 'unknown');
    return set === 'ForAllValues' || ifExists ? agree([present, whenAbsent]) : present;
  }
  if ('oneOf' in known) return agree(known.oneOf.map((text) => one({ text })));
  if ('like' in known) return one({ text: known.like, isPattern: true });
  const results = known.map((text) => one({ text }));
  if (set === undefined) return results.length === 1 ? (results[0] ?? 'unknown') : 'unknown';
  return set === 'ForAllValues' ? every(results) : some(results);
}

function isNull(values: readonly string[], known: KeyValue): Truth {
  if (known === 'foreign') return 'unknown';
  return some(
    values.map((value) =>
      /^(true|false)$/i.test(value)
        ? toTruth((value.toLowerCase() === 'true') === (known === 'absent'))
        : 'unknown',
    ),
  );
}
