import fc from 'fast-check';

/** A policy document as it is written, before anybody reads it. */
export interface RawPolicy {
  Version?: string;
  Statement: RawStatement[];
}
export type RawStatement = Record<string, unknown> & { Effect: 'Allow' | 'Deny' };

/** Values that a key may have in a request; `undefined` where it may be absent. */
export type Keys = Readonly<Record<string, KeyPool>>;

interface KeyPool {
  type: 'string' | 'arn' | 'boolean' | 'number' | 'date' | 'address' | 'binary' | 'strings';
  /** What requests have. */
  actual: readonly (readonly string[] | undefined)[];
  /** What policies ask for. */
  wanted: readonly string[];
}

const operatorsOf: Readonly<Record<KeyPool['type'], { plain: string[]; negated: string[] }>> = {
  string: {
    plain: ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike'],
    negated: ['StringNotEquals', 'StringNotEqualsIgnoreCase', 'StringNotLike'],
  },
  strings: { plain: ['StringEquals', 'StringLike'], negated: ['StringNotEquals', 'StringNotLike'] },
  arn: {
    plain: ['ArnEquals', 'ArnLike', 'StringLike', 'StringEquals'],
    negated: ['ArnNotEquals', 'ArnNotLike', 'StringNotLike'],
  },
  boolean: { plain: ['Bool'], negated: [] },
  binary: { plain: ['BinaryEquals'], negated: [] },
  number: {
    plain: [
      'NumericEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    negated: ['NumericNotEquals'],
  },
  date: {
    plain: [
      'DateEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    negated: ['DateNotEquals'],
  },
  address: { plain: ['IpAddress'], negated: ['NotIpAddress'] },
};

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) =>
  fc.array(arbitrary, { minLength: 1, maxLength });
/** A single value stands alone or in a list. */
const oneOrMany = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(arbitrary, few(arbitrary));
const letterCases = (text: string) => some(text, text, text.toLowerCase(), text.toUpperCase());

/** Variables; those of keys that a request may lack stand in positive comparisons only. */
export interface Variables {
  present: readonly string[];
  maybeAbsent: readonly string[];
}

/** One operator with one key and its values, of what AWS describes. */
function arbitraryLine(keys: Keys, variables: Variables): fc.Arbitrary<[string, string, unknown]> {
  return some(...Object.entries(keys)).chain(([key, { type, wanted }]) => {
    const { plain, negated } = operatorsOf[type];
    const nulls = fc.tuple(
      fc.constant('Null'),
      letterCases(key),
      oneOrMany(some('true', 'false', 'True', 'FALSE')),
    );
    const forOperator = (isNegated: boolean) => (name: string) => {
      // How a variable that is a whole ARN is taken apart is not described.
      const fits = (text: string) =>
        name.startsWith('String') || (name.startsWith('Arn') && text.startsWith('arn:'));
      const texts = [
        ...wanted,
        ...variables.present.filter(fits),
        ...(isNegated ? [] : variables.maybeAbsent.filter(fits)),
      ];
      const prefixes =
        type === 'strings'
          ? ['ForAllValues:', 'ForAnyValue:']
          : ['', '', 'ForAnyValue:', 'ForAllValues:'];
      return fc.tuple(
        fc.tuple(some(...prefixes), some('', '', 'IfExists')).map(([set, end]) => set + name + end),
        letterCases(key),
        oneOrMany(some(...texts)),
      );
    };
    return fc.oneof(
      { arbitrary: nulls, weight: 1 },
      { arbitrary: some(...plain).chain(forOperator(false)), weight: 6 },
      ...(negated.length > 0
        ? [{ arbitrary: some(...negated).chain(forOperator(true)), weight: 4 }]
        : []),
    );
  });
}

function arbitraryCondition(keys: Keys, variables: Variables): fc.Arbitrary<object | undefined> {
  const condition = fc
    .array(arbitraryLine(keys, variables), { minLength: 1, maxLength: 2 })
    .map((lines) => {
      const result: Record<string, Record<string, unknown>> = {};
      for (const [operator, key, values] of lines)
        result[operator] = { ...result[operator], [key]: values };
      return result;
    });
  return fc.option(condition, { nil: undefined, freq: 2 });
}

/** What the statements of one kind of policy are made of. */
export interface Grammar {
  keys: Keys;
  variables: Variables;
  actions: readonly string[];
  resources?: readonly string[];
  principals?: readonly unknown[];
  /** For NotPrincipal, with Deny only. */
  notPrincipals?: readonly unknown[];
}

function arbitraryStatement(grammar: Grammar): fc.Arbitrary<RawStatement> {
  const { keys, variables, actions, resources, principals, notPrincipals } = grammar;
  return some<'Allow' | 'Deny'>('Allow', 'Allow', 'Deny').chain((Effect) =>
    fc
      .record({
        action: fc.tuple(some('Action', 'Action', 'NotAction'), oneOrMany(some(...actions))),
        resource: resources
          ? fc.tuple(some('Resource', 'Resource', 'NotResource'), oneOrMany(some(...resources)))
          : fc.constant(undefined),
        principal: principals
          ? fc.oneof(
              fc.tuple(fc.constant('Principal'), some(...principals)),
              ...(Effect === 'Deny' && notPrincipals
                ? [fc.tuple(fc.constant('NotPrincipal'), some(...notPrincipals))]
                : []),
            )
          : fc.constant(undefined),
        condition: arbitraryCondition(keys, variables),
      })
      .map(({ action, resource, principal, condition }) => ({
        Effect,
        ...(principal ? { [principal[0]]: principal[1] } : {}),
        [action[0]]: action[1],
        ...(resource ? { [resource[0]]: resource[1] } : {}),
        ...(condition ? { Condition: condition } : {}),
      })),
  );
}

/** Policies of a kind, in each of the versions. In the older ones `${…}` is text. */
export function arbitraryPolicy(grammar: Grammar): fc.Arbitrary<RawPolicy> {
  return fc
    .tuple(
      some('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined),
      fc.array(arbitraryStatement(grammar), { minLength: 1, maxLength: 3 }),
    )
    .map(([Version, Statement]) => ({ ...(Version ? { Version } : {}), Statement }));
}

/** What a request has of each key. */
export function arbitraryValues(
  keys: Keys,
): fc.Arbitrary<Record<string, readonly string[] | undefined>> {
  return fc.record(
    Object.fromEntries(Object.entries(keys).map(([key, { actual }]) => [key, some(...actual)])),
  );
}
