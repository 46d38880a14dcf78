import { describe, expect, it } from 'vitest';
import { policyDocument } from '../../../evidence/aws/_shared/policy-document.ts';
import { conditionsHold } from '../../../simulator/aws/authorization/conditions.ts';
import { contextOf } from '../../../simulator/aws/authorization/context.ts';
import { matchesPrincipal, matchesResource } from '../../../simulator/aws/authorization/match.ts';
import { statementsOf } from '../../../simulator/aws/authorization/statements.ts';
import { judgeStatements } from './evaluate.ts';
import { negations, operators } from './operators.ts';
import { coversCaller } from './principals.ts';
import {
  caller,
  conditionRows,
  otherKeys,
  principalRows,
  resourceRows,
} from './testing/language.ts';
import { not, type Truth } from './truth.ts';

const key = 'aws:Tried';

/** The only statement of a policy, as the product and as the simulator read it. */
function read(statement: object, version = '2012-10-17') {
  const document = {
    ...(version === 'none' ? {} : { Version: version }),
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', ...statement }],
  };
  const [simulated] = statementsOf(document);
  if (!simulated) throw new Error('A policy without a statement.');
  return { product: policyDocument.parse(document), simulated };
}

/** A request of the product's evaluator, in which every key that is not there is known to be absent. */
const known = (values: Readonly<Record<string, readonly string[] | undefined>>) =>
  Object.fromEntries(
    Object.entries({ 'aws:Nobody': undefined, ...values }).map(([name, value]) => [
      name.toLowerCase(),
      value ?? ('absent' as const),
    ]),
  );

const truthOf = (holds: boolean): Truth => (holds ? 'yes' : 'no');

describe('conditions', () => {
  it.each(conditionRows)('$operator $values of $actual (Version $version): $holds', (row) => {
    const values = { ...otherKeys, [key]: row.actual };
    const condition = { Condition: { [row.operator]: { [key]: row.values } } };
    const { product, simulated } = read(condition, row.version);
    const [judged] = judgeStatements(product, { action: 's3:GetObject', context: known(values) });
    expect(judged?.applies).toBe(row.holds);
    if (row.holds !== 'unknown')
      expect(truthOf(conditionsHold(simulated, contextOf(values)))).toBe(row.holds);
  });

  it('have a row for every operator that the product decides, and it has no other', () => {
    const tried = new Set(
      conditionRows.map(({ operator }) =>
        operator.replace(/^For\w+:/, '').replace(/IfExists$/, ''),
      ),
    );
    for (const name of [...Object.keys(operators), ...Object.keys(negations), 'Null'])
      expect(tried).toContain(name);
  });

  it('are not decided on a key of which nothing is known, or in an element that nobody knows', () => {
    const { product } = read({ Condition: { StringEquals: { [key]: 'x' } } });
    const request = { action: 's3:GetObject', context: {} };
    expect(judgeStatements(product, request)[0]?.applies).toBe('unknown');
    const odd = read({ Weight: '3' }).product;
    expect(judgeStatements(odd, request)[0]?.applies).toBe('unknown');
    const twice = read({ NotAction: 's3:PutObject' }).product;
    expect(judgeStatements(twice, request)[0]?.applies).toBe('unknown');
  });
});

describe('resources', () => {
  it.each(resourceRows)('$pattern and $resource (Version $version): $covers', (row) => {
    const { pattern, resource, covers, version } = row;
    for (const element of ['Resource', 'NotResource'] as const) {
      // A variable without a value is like nothing, which says nothing of NotResource.
      if (element === 'NotResource' && pattern.includes('Nobody}')) continue;
      const expected = element === 'Resource' ? covers : not(covers);
      const { product, simulated } = read({ [element]: pattern }, version);
      const [judged] = judgeStatements(product, {
        action: 's3:GetObject',
        resource: { text: resource },
        context: known(otherKeys),
      });
      expect(judged?.applies).toBe(expected);
      if (expected !== 'unknown')
        expect(truthOf(matchesResource(simulated, resource, contextOf(otherKeys)))).toBe(expected);
    }
  });
});

describe('principals', () => {
  it.each(principalRows)('$element $value of a $effect, boundary $hasBoundary: $covers', (row) => {
    const { product, simulated } = read({ Effect: row.effect, [row.element]: row.value });
    const [statement] = product.Statement;
    if (!statement) throw new Error('A policy without a statement.');
    const { accountId, role, root, session } = caller;
    const { hasBoundary = false } = row;
    expect(coversCaller(statement, { accountId, arn: role, hasBoundary })).toBe(row.covers);
    const names = { arns: [session, role], account: [root, accountId], services: [], hasBoundary };
    if (row.covers !== 'unknown')
      expect(truthOf(matchesPrincipal(simulated, names) !== undefined)).toBe(row.covers);
  });
});
