import { describe, expect, test } from 'vitest';
import { evidenceOfAzureError } from '../providers/azure/errors.ts';
import application from './azure/application.ts';
import customRoles from './azure/custom-roles.ts';
import roleAssignments from './azure/role-assignments.ts';
import subscription from './azure/subscription.ts';
import { parsePasted } from './parse-pasted.ts';

const printed = (reason: string, code: string, message = 'Words.') =>
  `ERROR: ${reason}(${JSON.stringify({ error: { code, message } })})`;

test('only the codes of the kind mean that there is none', () => {
  const answer = { code: 'SubscriptionNotFound', message: 'x', status: 404 };
  expect(evidenceOfAzureError(subscription, answer).status).toBe('absent');
  expect(evidenceOfAzureError(roleAssignments, answer).status).toBe('unreachable');
});

test.each([
  [403, 'AuthorizationFailed', 'denied'],
  [401, 'InvalidAuthenticationTokenTenant', 'denied'],
  [401, 'ExpiredAuthenticationToken', 'denied'],
  [403, 'Authorization_RequestDenied', 'denied'],
  [429, 'TooManyRequests', 'unreachable'],
  [503, 'ServerTimeout', 'unreachable'],
  [400, 'BadRequest', 'unreachable'],
  [409, 'MissingSubscriptionRegistration', 'unreachable'],
])('%i %s is %s', (status, code, expected) =>
  expect(evidenceOfAzureError(subscription, { code, message: 'x', status }).status).toBe(expected),
);

/** What is asked about in these tests. */
const inputs = { subscriptionId: 's', clientId: 'c' };

describe('pasted', () => {
  test('JSON of az rest, with a prompt and the echoed command around it', () => {
    const text = `alex [ ~ ]$ az rest --method get --url "https://management.azure.com/…"\n{\n  "displayName": "Production",\n  "state": "Enabled",\n  "subscriptionId": "s",\n  "tenantId": "t"\n}\nalex [ ~ ]$ `;
    expect(parsePasted(subscription, text, inputs)).toMatchObject({
      ok: true,
      evidence: { status: 'found', value: { state: 'Enabled' } },
    });
  });

  test('errors of az rest, without their HTTP status in a number', () => {
    const absent = printed(
      'Not Found',
      'SubscriptionNotFound',
      "The subscription 's' could not be found.",
    );
    expect(parsePasted(subscription, absent, inputs)).toMatchObject({
      evidence: { status: 'absent' },
    });
    expect(parsePasted(subscription, absent, { subscriptionId: 'another' })).not.toMatchObject({
      evidence: { status: 'absent' },
    });
    expect(
      parsePasted(subscription, printed('Unauthorized', 'InvalidAuthenticationTokenTenant')),
    ).toMatchObject({
      evidence: { status: 'denied', code: 'InvalidAuthenticationTokenTenant' },
    });
    expect(
      parsePasted(
        application,
        printed('Not Found', 'Request_ResourceNotFound', "Resource 'c' does not exist."),
        inputs,
      ),
    ).toMatchObject({ evidence: { status: 'absent' } });
    expect(parsePasted(customRoles, printed('Too Many Requests', 'TooManyRequests'))).toMatchObject(
      {
        evidence: { status: 'unreachable' },
      },
    );
  });

  test('errors of az rest whose body has line breaks, with others before them', () => {
    const body = JSON.stringify(
      { error: { code: 'AuthorizationFailed', message: 'No {right}.' } },
      null,
      2,
    );
    const text = `WARNING: x\n${printed('Not Found', 'NotFound')}\nERROR: Forbidden(${body})\n~ $ `;
    expect(parsePasted(roleAssignments, text)).toMatchObject({
      evidence: { status: 'denied', code: 'AuthorizationFailed', message: 'No {right}.' },
    });
    expect(parsePasted(roleAssignments, `Forbidden(${body})`)).toMatchObject({
      evidence: { status: 'denied' },
    });
    expect(parsePasted(roleAssignments, `Forbidden(${body.slice(0, 40)}`).ok).toBe(false);
  });

  test('a refusal to sign in is one of every command of az, and says what to do', () => {
    const expired =
      'ERROR: AADSTS700082: The refresh token has expired due to inactivity. Trace ID: x\nInteractive authentication is needed. Please run:\naz login';
    expect(parsePasted(subscription, expired, inputs)).toMatchObject({
      evidence: {
        status: 'denied',
        code: 'AADSTS700082',
        message: expect.stringMatching(/^Your sign-in has expired\. Run az login.*AADSTS700082/),
      },
    });
    const blocked =
      'AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.';
    expect(parsePasted(subscription, blocked, inputs)).toMatchObject({
      evidence: { status: 'denied', code: 'AADSTS53003', message: blocked },
    });
  });

  test('what other commands of az print is of another command, and named', () => {
    const text = (code: string, message: string) =>
      `ERROR: (${code}) ${message}\nCode: ${code}\nMessage: ${message}`;
    const result = parsePasted(
      roleAssignments,
      text('RoleAssignmentExists', 'The role assignment already exists.'),
    );
    expect(result).toMatchObject({ message: expect.stringMatching(/The app has this role here/) });
    expect(parsePasted(roleAssignments, text('Unheard', 'Of this.'))).toMatchObject({
      message: expect.stringMatching(/^This is an error of another command \(az\)/),
    });
  });

  test('of several outputs the last counts', () => {
    const text = `${printed('Forbidden', 'AuthorizationFailed')}\n{"subscriptionId":"s","displayName":"P","state":"Warned"}`;
    expect(parsePasted(subscription, text, inputs)).toMatchObject({
      evidence: { status: 'found', value: { state: 'Warned' } },
    });
  });

  test('a refusal that names another action is of another command', () => {
    const refused = (action: string) =>
      printed(
        'Forbidden',
        'AuthorizationFailed',
        `The client 'a' with object id 'o' does not have authorization to perform action '${action}' over scope '/subscriptions/s' or the scope is invalid.`,
      );
    const own = refused('Microsoft.Authorization/roleAssignments/read');
    expect(parsePasted(roleAssignments, own, inputs)).toMatchObject({
      evidence: { status: 'denied' },
    });
    expect(
      parsePasted(roleAssignments, refused('Microsoft.Billing/billingAccounts/read'), inputs).ok,
    ).toBe(false);
  });

  test('an empty list is an answer', () => {
    expect(parsePasted(roleAssignments, '{\n  "value": []\n}')).toMatchObject({
      ok: true,
      evidence: { status: 'found', value: { value: [] } },
    });
  });

  test.each([
    ["ERROR: Please run 'az login' to setup account.", /not signed in/],
    ['bash: az: command not found', /does not know the command az/],
    ["ERROR: 'rests' is misspelled or not recognized by the system.", /did not understand/],
    ['ERROR: HTTPSConnectionPool(…): Max retries exceeded with url', /could not reach/],
    ['Name  State\n----  -----\nx     y', /table/],
    ['{"value":[{"namespace":"Microsoft.Compute"}]}', /lacks something/],
    ['hello', /no JSON/],
  ])('%s is refused with what it is', (text, message) => {
    const result = parsePasted(roleAssignments, text);
    expect(result.ok ? '' : result.message).toMatch(message);
  });
});
