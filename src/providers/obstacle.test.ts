import { expect, test } from 'vitest';
import { adviseOn } from './obstacle.ts';
import { meetAny } from './obstacles.ts';

const refusal =
  'An error occurred (AccessDenied) when calling the CreateRole operation: User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/SpotRole with an explicit deny in a service control policy';

const meet = (text: string) => {
  const met = meetAny('aws', text);
  if (!met) throw new Error('The text was not recognised.');
  return met;
};

test.each([
  ['on one line', refusal],
  ['among others', `$ aws iam create-role\n${refusal}\n$ `],
  [
    'broken by a terminal',
    `$ aws iam create-role\n\n${refusal.replace(' on resource', '\non resource').replace('service ', 'service\n')}\n`,
  ],
  [
    'broken in the middle of words',
    `$ aws iam create-role\n${refusal.replace(/(.{80})/g, '$1\n')}`,
  ],
  [
    'broken after what version 2 puts before it',
    `aws: [ERROR]: ${refusal}`.replace(/(.{100})/g, '$1\n'),
  ],
])('the whole refusal is quoted to whoever is asked: %s', (_, text) => {
  const { said } = meet(text);
  expect(said).toMatchObject({
    text: refusal,
    principal: 'arn:aws:iam::111122223333:user/alice',
    action: 'iam:CreateRole',
    resource: 'arn:aws:iam::111122223333:role/SpotRole',
  });
});

test('what stands before the refusal in a paragraph of its own is not quoted', () => {
  const { said } = meet(`An error occurred (Other) when calling X: y\n\n${refusal}`);
  expect(said.text).toBe(refusal);
});

test.each([
  ['arn:aws:iam::111122223333:user/alice', 'arn:aws:iam::111122223333:user/alice'],
  [
    'arn:aws-us-gov:sts::111122223333:assumed-role/Admin/alice@example.com',
    'the role Admin of account 111122223333',
  ],
])('an exception is asked for %s as %s', (principal, who) => {
  const text = refusal.replace('arn:aws:iam::111122223333:user/alice', principal);
  expect(adviseOn(meet(text))).toContain(`add an exception for ${who}, for iam:CreateRole`);
});
