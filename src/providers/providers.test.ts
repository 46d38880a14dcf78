import { describe, expect, test } from 'vitest';
import { consoleUrl, formatArn, partitionOf, regionOf } from './aws/partitions.ts';
import providers, { isProvider, providerIds, providerOf } from './index.ts';
import { lookingVantages, vantageHint, vantageLabel, vantages } from './vantages.ts';

test('every record calls itself by its key', () => {
  expect(providerIds.map((id) => providers[id].id)).toEqual(providerIds);
});

test('the first part of an id names its provider', () => {
  expect(providerOf({ id: 'gcp/project' })).toBe('gcp');
  expect(() => providerOf({ id: 'constructor/x' })).toThrow(/No provider is called constructor/);
  expect(isProvider(undefined)).toBe(false);
});

describe.each(providerIds)('the words of %s', (id) => {
  test.each(vantages)('say what looking as %s does', (vantage) => {
    expect(vantageLabel(vantage, id)).toMatch(/^[A-Z]/);
    expect(vantageHint(vantage, id, false)).toMatch(/^[A-Z].*\.$/);
  });
  test('promise to read only', () => {
    for (const vantage of lookingVantages)
      expect(vantageHint(vantage, id, false)).toMatch(/It only reads\.$/);
    expect(vantageHint('reader', id, true)).toContain('simulated');
  });
});

describe('where an AWS account lives', () => {
  test('is the commercial partition and its main region, unless inputs say otherwise', () => {
    expect([partitionOf(), regionOf()]).toEqual(['aws', 'us-east-1']);
    expect([partitionOf({ partition: '' }), regionOf({ region: '' })]).toEqual([
      'aws',
      'us-east-1',
    ]);
    expect(regionOf({ partition: 'aws-cn' })).toBe('cn-north-1');
    expect(() => partitionOf({ partition: 'aws-iso' })).toThrow(
      /Use one of aws, aws-us-gov, aws-cn/,
    );
  });
  test('is in ARNs and in addresses of the console', () => {
    const place = { partition: 'aws-us-gov', region: 'us-gov-east-1' };
    expect(formatArn({ service: 's3', resource: 'b' }, place)).toBe('arn:aws-us-gov:s3:::b');
    expect(consoleUrl('/iam/home#/roles', place)).toBe(
      'https://us-gov-east-1.console.amazonaws-us-gov.com/iam/home#/roles',
    );
  });
});
