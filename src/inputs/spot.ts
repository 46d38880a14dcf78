import { accept, type InputResult, type InputRule, refuse } from './input-rule.ts';

const whereAccountId =
  'It is in the Spot console under Settings > General Details > My Spot Account > Cloud Account ID, and begins with act-.';

function accountId(value: string): InputResult {
  // Source of the form: Spot's own scripts and API examples.
  if (/^act-[a-z0-9]{8}$/.test(value)) return accept(value);
  if (/^ACT-[A-Z0-9]{8}$/i.test(value))
    return accept(value.toLowerCase(), 'Spot writes account IDs in small letters.');
  if (/^\d{12}$/.test(value))
    return refuse(
      `This looks like an AWS account ID or the ID of a Spot organization. ${whereAccountId}`,
    );
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(value))
    return refuse(`This looks like an ID of Azure. ${whereAccountId}`);
  return refuse(`A Spot account ID is act- and eight letters or digits. ${whereAccountId}`);
}

/** Digits: https://docs.spot.io/administration/organizations */
function organizationId(value: string): InputResult {
  if (/^\d{6,20}$/.test(value)) return accept(value);
  return refuse(
    /^act-/i.test(value)
      ? 'This is the ID of a Spot account. Here goes the ID of the organization, which is a number.'
      : 'The ID of a Spot organization is a number of 12 digits. It is in the Spot console under Settings > General Details > My Organization.',
  );
}

function accountName(value: string): InputResult {
  if (!/[a-z]/i.test(value))
    return refuse(
      `Spot wants at least one letter in the name of an account. Use for example cloud-${value}.`,
    );
  if (!/^[\w .-]+$/.test(value))
    return refuse(
      'Use letters, digits, blanks, dots, hyphens and underscores: the name goes into a command.',
    );
  return value.length > 100
    ? refuse(`This name has ${value.length} characters. Keep it below 100.`)
    : accept(value);
}

/** The account in the cloud, whichever it is. Their own guides look closer. */
function cloudAccountId(value: string): InputResult {
  if (/^act-/i.test(value))
    return refuse(
      'This is the ID of a Spot account. Here goes the ID of your account in the cloud.',
    );
  if (/^\d{12}$/.test(value)) return accept(value);
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value))
    return accept(value.toLowerCase());
  if (/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(value)) return accept(value);
  return refuse(
    'This is none of the three: 12 digits (AWS), a project ID (Google Cloud), or a subscription ID of 32 digits with hyphens (Azure).',
  );
}

/** Values of Spot. */
export const spotKinds = {
  'spot-account-id': { validate: accountId },
  'spot-organization-id': { validate: organizationId },
  'spot-account-name': { validate: accountName },
  'cloud-account-id': { validate: cloudAccountId },
} satisfies Record<string, InputRule>;
