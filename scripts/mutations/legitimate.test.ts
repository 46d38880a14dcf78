import { describe, expect, it } from 'vitest';
import { cleanPaste } from '../../src/evidence/pasted-text.ts';
import { legitimateChanges, legitimateTexts } from './legitimate.ts';
import type { Json } from './operators.ts';

const change = (what: string, value: Json, provider = 'aws') =>
  legitimateChanges
    .filter((one) => one.what === what && (one.provider ?? provider) === provider)
    .reduce((changed, one) => one.change(changed), value);

const statement = {
  Sid: 'One',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::922761411349:root' },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
};
const trust = (one: object) => ({ Role: { Document: { Statement: [one] } } }) as Json;

describe('legitimateChanges', () => {
  it('writes one as a list and as a text', () => {
    const lists = trust({
      ...statement,
      Principal: { AWS: ['arn:aws:iam::922761411349:root'] },
      Action: ['sts:AssumeRole'],
      Condition: { StringEquals: { 'sts:ExternalId': ['x'] } },
    });
    expect(change('lists of one instead of texts in policies', trust(statement))).toEqual(lists);
    expect(change('texts instead of lists of one in policies', lists)).toEqual(trust(statement));
  });

  it('writes a single statement without its list', () => {
    expect(change('a statement instead of a list of one', trust(statement))).toEqual({
      Role: { Document: { Statement: statement } },
    });
  });

  it('changes the case of what has none', () => {
    expect(change('actions in lower case', trust(statement))).toEqual(
      trust({ ...statement, Action: 'sts:assumerole' }),
    );
    expect(change('keys of conditions in lower case', trust(statement))).toEqual(
      trust({ ...statement, Condition: { StringEquals: { 'sts:externalid': 'x' } } }),
    );
    const id = '/subscriptions/0b9f2c1d-5e4a-4c3b-8a7d-6f5e4d3c2b1a/providers/Microsoft.X';
    expect(change('UUIDs in upper case', { id }, 'azure')).toEqual({
      id: '/subscriptions/0B9F2C1D-5E4A-4C3B-8A7D-6F5E4D3C2B1A/providers/Microsoft.X',
    });
    expect(change('resource ids in lower case', { id, name: 'Any Name' }, 'azure')).toEqual({
      id: id.toLowerCase(),
      name: 'Any Name',
    });
  });

  it('looks into JSON that stands in a text', () => {
    const policy = {
      Statement: [
        { ...statement, Resource: ['arn:aws:s3:::acme-costs', 'arn:aws:s3:::acme-costs/*'] },
      ],
    };
    const { Policy } = change('nothing without TLS', { Policy: JSON.stringify(policy) }) as {
      Policy: string;
    };
    const { Statement } = JSON.parse(Policy);
    expect(Statement).toHaveLength(3);
    expect(Statement[0].Resource).toEqual(['arn:aws:s3:::acme-costs', 'arn:aws:s3:::acme-costs/*']);
    expect(Statement[1]).toEqual(policy.Statement[0]);
  });

  it('adds rows of others to lists that hold them, too', () => {
    const accounts = { response: { items: [{ accountId: 'act-1', name: 'a' }], count: 1 } };
    expect(change('another account of the organization', accounts, 'spot')).toMatchObject({
      response: { count: 2, items: [{ accountId: 'act-1' }, { accountId: 'act-0b9f2c1d' }] },
    });
    expect(change('another service', [{ state: 'ENABLED' }], 'gcp')).toHaveLength(2);
  });

  it('says of each why it is right', () => {
    expect(legitimateChanges.filter(({ why }) => why.length < 10)).toEqual([]);
  });
});

describe('legitimateTexts', () => {
  it('keeps all that was printed', () => {
    const printed = '{\n  "A": 1\n}\n';
    for (const { what, change } of legitimateTexts) {
      const text = change(printed, 'aws x');
      expect(text, what).not.toBe(printed);
      expect(cleanPaste(text), what).toContain(printed.trimEnd());
    }
  });
});
