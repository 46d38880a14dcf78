import { describe, expect, it } from 'vitest';
import type { Runbook } from '../../runbooks/define-runbook.ts';
import { renameEverything, renameOne } from './rename.ts';
import setUp from './testing.ts';

/** A set-up of a role, whose ARN is made of two other inputs. */
function setUpRole(text: object) {
  return {
    ...setUp(() => true),
    runbook: {
      id: 'aws/roles',
      inputs: {
        accountId: { kind: 'aws-account-id', label: 'Account' },
        roleName: { kind: 'iam-role-name', label: 'Role' },
        roleArn: { kind: 'iam-role-arn', label: 'ARN' },
        until: { kind: 'date', label: 'Until' },
      },
      steps: {},
    } as unknown as Runbook,
    inputs: {
      accountId: '123123123123',
      roleName: 'Night',
      roleArn: 'arn:aws:iam::123123123123:role/Night',
      until: '2027-01-01',
    },
    texts: { 'aws/role': JSON.stringify(text) },
  };
}

describe('renameEverything', () => {
  it('renames inputs, what is made of them, and every text alike', () => {
    const { inputs, texts, notRenamed } = renameEverything(
      setUpRole({ Arn: 'arn:aws:iam::123123123123:role/Night', Policy: '{"Id":"Night"}' }),
    );
    expect(inputs).toEqual({
      accountId: '456456456456',
      roleName: 'Ojhiu',
      roleArn: 'arn:aws:iam::456456456456:role/Ojhiu',
      until: '2027-01-01',
    });
    expect(JSON.parse(texts['aws/role'] ?? '')).toEqual({
      Arn: 'arn:aws:iam::456456456456:role/Ojhiu',
      Policy: '{"Id":"Ojhiu"}',
    });
    expect(notRenamed).toEqual([]);
  });

  it.each([
    ['an account', '210987654321'],
    ['a UUID', '0b9f2c1d-5e4a-4c3b-8a7d-6f5e4d3c2b1a'],
    ['an id of IAM', 'AIDAJQABLZS4A3QDU576Q'],
    ['an organization', 'o-exampleorgid'],
    ['an account of Spot', 'act-0b9f2c1d'],
    ['a billing account', '0A1B2C-3D4E5F-6A7B8C'],
    ['a key', '0b9f2c1d5e4a4c3b8a7d6f5e4d3c2b1a0b9f2c1d'],
    ['the number of a project', '54321098765'],
    ['an address', 'robin@example.net'],
  ])('renames %s that the evidence alone names, wherever it stands', (_, value) => {
    const { texts, count } = renameEverything(setUpRole({ A: value, B: `x/${value}/y` }));
    const { A, B } = JSON.parse(texts['aws/role'] ?? '');
    expect(A).not.toBe(value);
    expect(A).toHaveLength(value.length + (value.includes('@') ? '-else'.length : 0));
    expect(B).toBe(`x/${A}/y`);
    expect(count).toBe(4);
  });

  it('renames what people call things, as whole words', () => {
    const { texts } = renameEverything(
      setUpRole({ PolicyName: 'Owls', Arn: 'policy/Owls', Other: 'Owlset Nightly' }),
    );
    const { PolicyName, Arn, Other } = JSON.parse(texts['aws/role'] ?? '');
    expect(PolicyName).toBe('Pxmt');
    expect(Arn).toBe('policy/Pxmt');
    expect(Other).toBe('Owlset Nightly');
  });

  it('leaves what is Spot’s or the cloud’s', () => {
    const theirs = { AWS: 'arn:aws:iam::922761411349:root', PolicyName: 'AdministratorAccess' };
    const { texts } = renameEverything(setUpRole(theirs));
    expect(JSON.parse(texts['aws/role'] ?? '')).toEqual(theirs);
  });
});

describe('renameOne', () => {
  it('changes one input alone, and nothing that names nothing', () => {
    const healthy = setUpRole({ Name: 'Night' });
    expect(renameOne(healthy, 'roleName')?.inputs).toMatchObject({
      accountId: '123123123123',
      roleName: 'Ojhiu',
    });
    expect(renameOne(healthy, 'until')).toBeUndefined();
    expect(renameOne(healthy, 'roleArn'), 'made of two others').toBeUndefined();
  });
});
