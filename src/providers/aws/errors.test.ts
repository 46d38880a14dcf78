import { expect, test } from 'vitest';
import { evidenceOfAwsError } from './errors.ts';

const fact = { command: 'aws iam get-role', absentCodes: ['NoSuchEntity'] };

test.each([
  [
    'RegionDisabledException',
    'STS is not activated in this region for account:1.',
    'unreachable',
    /switched off in this account/,
  ],
  [
    'PermanentRedirect',
    'must be addressed using the specified endpoint',
    'unreachable',
    /another region than the command says/,
  ],
  [
    'AccountProblem',
    'There is a problem with your AWS account',
    'unreachable',
    /suspended or closed/,
  ],
  [
    'PendingVerification',
    'Your account is currently being verified',
    'unreachable',
    /still verifies/,
  ],
  [
    'AuthFailure',
    'AWS was not able to validate the provided access credentials',
    'denied',
    /does not know the access key/,
  ],
  [
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
    'unreachable',
    /pays for itself/,
  ],
  ['NoSuchBucket', 'The specified bucket does not exist', 'unreachable', /no bucket of this name/],
])('%s is said in words that say what to do', (code, message, status, words) => {
  const evidence = evidenceOfAwsError(fact, { code, message });
  expect(evidence.status).toBe(status);
  expect(evidence.message).toMatch(words);
  expect(evidence.message).toContain(message);
});

test('a refusal under a code that is not known keeps its words, which may name a rule', () => {
  const message =
    'User: a is not authorized to perform: x:Y with an explicit deny in a service control policy';
  expect(evidenceOfAwsError(fact, { code: 'Nope', message })).toEqual({
    status: 'denied',
    code: 'Nope',
    message,
  });
});

test('what is not known is said as AWS said it', () => {
  expect(evidenceOfAwsError(fact, { code: 'NewError', message: 'something new' })).toEqual({
    status: 'unreachable',
    message: 'AWS answered NewError: something new',
  });
});
