import type { Obstacle } from '../../obstacle.ts';
import words from '../../words.ts';

const reference = 'https://docs.spot.io/api/';

/** Spot's envelope of a refusal with this status, of a request to this path with this method. */
const answer = (status: number, path: string, method = String.raw`\w{3,6}`) =>
  words(
    new RegExp(
      `"request": ?\\{(?=[^{}]{0,400}"method": ?"${method}")[^{}]{0,400}"url": ?"${path}[^{}]{0,400}\\}[\\s\\S]{0,2000}?"code": ?"?${status}\\b`,
    ),
  );

/**
 * What Spot's API answers. The texts of its refusals are not public, so what was asked and the status tell what is
 * wrong: both stand in every answer.
 */
const obstacles: readonly Obstacle[] = [
  {
    id: 'spot/name-without-letter',
    says: answer(400, String.raw`/setup/(?:account|organization)(?:\?|"|/act)`, '(?:POST|PUT)'),
    whose: 'set-up',
    title: 'Spot does not take this name: it needs at least one letter',
    todo: 'Put a letter into the name on the page under Your values, aws-111122223333 instead of 111122223333, say, and copy the command again.',
    source: reference,
  },
  {
    id: 'spot/default-account',
    says: answer(400, '/setup/account/', 'DELETE'),
    whose: 'spot',
    title: "Spot does not delete this account: it is the organization's default one",
    todo: 'It may stay: without a connection it holds nothing. To have it deleted, ask Spot Support.',
    source: reference,
  },
  {
    id: 'spot/role-refused',
    says: answer(400, '/setup/credentials/aws'),
    whose: 'set-up',
    title:
      'Spot cannot use the role: its ARN is mistyped, it is too new, or its trust policy has another external ID',
    todo: 'Wait half a minute and run it again: a new role takes that long. If it stays, check the step of the role: it compares ARN, Spot’s account and external ID, each character. An external ID ends after a day or when Spot issues another one: take the one that Spot shows now.',
    source: reference,
  },
  {
    id: 'spot/azure-refused',
    says: answer(400, '/azure/setup/credentials'),
    whose: 'set-up',
    title:
      'Spot does not take the Azure application: a field is missing (expirationDate, mostly), or Azure refuses its secret',
    todo: 'Run the command of the page as a whole: it sends all five fields, with the date on which the secret ends. Scripts from before April 2025 send no date. If all are there, check the step of the secret: the Value is needed, not the Secret ID.',
    source: reference,
  },
  {
    id: 'spot/key-refused',
    says: answer(400, '/gcp/setup/credentials'),
    whose: 'set-up',
    title:
      'Spot does not take the key of Google Cloud: it is of another kind, or holds a field that Spot does not know',
    todo: 'Run the command of the page: it takes universe_domain out. The file has to be a JSON key of a service account ("type": "service_account"); check the step of the key.',
    source: reference,
  },
  {
    id: 'spot/product-refused',
    says: words(
      /"request": ?\{[^{}]{0,400}"url": ?"\/(?:cbi|cloudBilling)\/v1\/[^{}]{0,400}\}[\s\S]{0,2000}?"code": ?"?(?:400|404|422)\b/,
    ),
    whose: 'set-up',
    title:
      'Spot does not switch this product on: the account is not connected to a cloud yet, or what it was given cannot be read',
    todo: 'Connect the account first, and check its step. Then ask /validation of the same address: it lists what is missing.',
    source: reference,
  },
  {
    id: 'spot/partly-connected',
    says: words(/"?statusSummary"?: ?"?partiallyConnected/i),
    whose: 'set-up',
    title: 'Spot is connected, and some of what it wants to read is refused',
    todo: 'failedResourceTypes beside it names what. Check the step of the permissions with your own credentials: it says which right is missing, or which rule of the company refuses.',
    source: reference,
  },
  {
    id: 'spot/not-connected',
    says: words(/"?statusSummary"?: ?"?notConnected/i),
    whose: 'set-up',
    title: 'Spot has the account, and nothing is connected to it',
    todo: 'Do the step that connects it, then check.',
    source: reference,
  },
  {
    id: 'spot/validation-failed',
    says: words(
      /"status": ?"failed"[\s\S]{0,300}?"validationInfo": ?"?(?<info>[^"\n]{0,200})|"validationInfo": ?"?(?<info2>[^"\n]{1,200})"?[\s\S]{0,300}?"status": ?"failed"/,
    ),
    whose: 'set-up',
    title: 'Spot tried what it was given, and could not read it',
    todo: ({ groups }) =>
      `It says: “${groups.info ?? groups.info2 ?? 'nothing further'}”. For Billing Engine the path is prefix and report name with a slash between them and none at the ends, and the region is the bucket’s. Check the steps of the bucket and of the role.`,
    source: reference,
  },
  {
    id: 'spot/rate-limited',
    says: words(
      /Rate limit exceeded|"response": ?\{[\s\S]{0,400}?"code": ?"?429\b|X-RateLimit-Remaining: ?0|returned error: 429/i,
    ),
    whose: 'spot',
    title: 'Spot was asked too often',
    todo: 'Wait a minute without asking: every further request makes it longer. Then run the command again.',
    source: 'https://docs.spot.io/administration/api/',
  },
  {
    id: 'spot/token-refused',
    says: words(
      /"response": ?\{[\s\S]{0,400}?"code": ?"?401\b|returned error: 401|"status": ?\{ ?"code": ?"?401\b/,
    ),
    whose: 'sign-in',
    title:
      'Spot does not know the token: it was mistyped, has ended, or its user is gone; or none was given',
    todo: 'Make a new one in Spot (user icon > Settings > API), run read -rs SPOT_TOKEN && export SPOT_TOKEN, paste it, press Enter, and run the command again.',
    source: 'https://docs.spot.io/administration/api/create-api-token',
  },
  {
    id: 'spot/token-may-not',
    says: words(
      /"response": ?\{[\s\S]{0,400}?"code": ?"?403\b|returned error: 403|"status": ?\{ ?"code": ?"?403\b/,
    ),
    whose: 'rights',
    title: 'The token is not one of an organization admin, or not for this account',
    todo: 'Make a token as an organization admin. If you are none, send to one: “Please make me an organization admin in Spot, or run this step: connecting our cloud account needs it.”',
    source: 'https://docs.spot.io/administration/users/',
  },
  {
    id: 'spot/account-unknown',
    says: words(
      /"response": ?\{[\s\S]{0,400}?"code": ?"?404\b|returned error: 404|"status": ?\{ ?"code": ?"?404\b/,
    ),
    whose: 'set-up',
    title: 'Spot has no account of this ID in the organization of the token',
    todo: 'Copy the account ID (it begins with act-) from Settings > General Details > My Spot Account, and see that the token was made in the same organization.',
    source: reference,
  },
  {
    id: 'spot/refused-input',
    says: words(/returned error: (?:400|409|422)\b/),
    whose: 'set-up',
    title: 'Spot did not take what the command sent',
    todo: 'The JSON that it printed above this line says what was asked: paste that here, too. Mostly a value of the command is empty or has a wrong form: fill it in on the page, and copy the command again.',
    source: reference,
  },
  {
    id: 'spot/own-fault',
    says: words(/"response": ?\{[\s\S]{0,400}?"code": ?"?5\d\d\b|returned error: 5\d\d/),
    whose: 'spot',
    title: 'Spot has a problem of its own',
    todo: 'Wait some minutes, check whether it was done all the same, then run the command again. If it stays, ask Spot Support, with the id of the request.',
    source: reference,
  },
];

export default obstacles;
