import { describe, expect, it } from 'vitest';
import callerIdentity from '../../../evidence/aws/caller-identity.ts';
import organization from '../../../evidence/aws/organization.ts';
import { codes, prints } from '../../testing.ts';
import { absent, denied, look } from '../testing.ts';
import payerAccount from './check.ts';

const payer = (id: string) =>
  prints(organization, { Organization: { Id: 'o-example1234', MasterAccountId: id } });
const signedIn = (Account: string, Arn: string) =>
  prints(callerIdentity, { Account, Arn, UserId: 'AIDAEXAMPLE' });
const customer = { accountKind: 'msp-customer' };

describe('aws/payer-account', () => {
  it('passes in the management account', () => expect(look(payerAccount).status).toBe('pass'));

  it('passes in a standalone account: it pays for itself', () => {
    expect(
      look(payerAccount, { [organization.id]: absent('AWSOrganizationsNotInUseException') }).status,
    ).toBe('pass');
  });

  it("passes in a reseller's customer, which is a member", () => {
    expect(look(payerAccount, payer('999988887777'), customer).status).toBe('pass');
  });

  it('001: another account than typed, even when the organization cannot be seen', () => {
    const changes = {
      ...signedIn('444455556666', 'arn:aws:iam::444455556666:user/eve'),
      [organization.id]: denied,
    };
    const result = look(payerAccount, changes);
    expect(codes(result)).toEqual(['AWS-ACCOUNT-001']);
    expect(result.findings[0]).toMatchObject({
      observed: 'account 444455556666, as arn:aws:iam::444455556666:user/eve',
      expected: 'account 111122223333',
    });
    expect(result.status).toBe('fail');
  });

  it('001: tells a mistyped number from the keys of another account', () => {
    const [slip] = look(payerAccount, {}, { accountId: '111122223334' }).findings;
    expect(slip?.code).toBe('AWS-ACCOUNT-001');
    expect(slip?.explanation).toContain('most likely mistyped');
    const [other] = look(payerAccount, {}, { accountId: '444455556666' }).findings;
    expect(other?.explanation).toContain('the keys of another account');
  });

  it('002: a member, naming the payer', () => {
    const result = look(payerAccount, payer('999988887777'));
    expect(codes(result)).toEqual(['AWS-ACCOUNT-002']);
    expect(result.findings[0]?.expected).toContain('999988887777');
    expect(result.findings[0]?.explanation).toContain('SCPs');
  });

  it.each([
    ['aws-us-gov', /GovCloud/],
    ['aws-cn', /China/],
  ])('003: partition %s', (partition, words) => {
    const result = look(
      payerAccount,
      signedIn('111122223333', `arn:${partition}:iam::111122223333:user/a`),
    );
    expect(codes(result)).toEqual(['AWS-ACCOUNT-003']);
    expect(result.findings[0]?.fix.summary).toMatch(words);
  });

  it.each([
    'InvalidClientTokenId',
    'ExpiredToken',
    'SignatureDoesNotMatch',
    'ExpiredTokenException',
  ])('003: AWS answers %s', (code) => {
    const result = look(payerAccount, {
      [callerIdentity.id]: { status: 'denied', code, message: 'The security token is invalid.' },
    });
    expect(result).toMatchObject({
      status: 'fail',
      findings: [{ code: 'AWS-ACCOUNT-003', observed: `${code}: The security token is invalid.` }],
    });
  });

  it('does not call a refusal to use the role bad credentials', () => {
    expect(look(payerAccount, { [callerIdentity.id]: denied })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
  });

  it.each([
    ['the management account', {}],
    ['a standalone account', { [organization.id]: absent('AWSOrganizationsNotInUseException') }],
  ])("004: a reseller's customer that is %s", (_, changes) => {
    const result = look(payerAccount, changes, customer);
    expect(codes(result)).toEqual(['AWS-ACCOUNT-004']);
    expect(result.status).toBe('warning');
  });

  it('005: root', () => {
    expect(
      codes(look(payerAccount, signedIn('111122223333', 'arn:aws:iam::111122223333:root'))),
    ).toEqual(['AWS-ACCOUNT-005']);
    expect(
      codes(look(payerAccount, signedIn('111122223333', 'arn:aws:iam::111122223333:user/root'))),
    ).toEqual([]);
  });

  it('cannot tell when the organization is denied, and shows the command', () => {
    const result = look(payerAccount, { [organization.id]: denied });
    expect(result.status).toBe('undetermined');
    expect(result.unseen).toContainEqual(
      expect.objectContaining({ reason: 'denied', command: organization.command }),
    );
  });

  it('cannot tell when nobody said who is signed in', () => {
    expect(
      look(payerAccount, { [callerIdentity.id]: { status: 'unreachable', message: 'time-out' } })
        .status,
    ).toBe('undetermined');
  });
});
