import { strangers } from './clean.ts';
import { accept, type InputResult, type InputRule, refuse } from './input-rule.ts';
import { entraSecret } from './looks-secret.ts';

const guidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const isGuid = (value: string) => new RegExp(`^${guidPattern.source}$`, 'i').test(value);

/** GUIDs of Microsoft that readers paste in place of their own. */
const microsofts = new Map([
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'the Azure CLI itself'],
  ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph'],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', 'Azure Resource Manager'],
  ['00000000-0000-0000-0000-000000000000', 'nothing: it is all zeros'],
]);

interface GuidWords {
  /** e.g. `a directory (tenant) ID`. */
  name: string;
  /** Where to copy it. */
  where: string;
  /** What to say to values of known other shapes; undefined: nothing special. */
  instead?: (value: string) => InputResult | undefined;
}

function guid({ name, where, instead = () => undefined }: GuidWords): InputRule {
  return {
    validate(value) {
      const special = instead(value);
      if (special) return special;
      const bare = value.replace(/^\{(.*)\}$/, '$1');
      if (isGuid(bare)) {
        const owner = microsofts.get(bare.toLowerCase());
        if (owner) return refuse(`This is the ID of ${owner}. Paste ${name} of your own. ${where}`);
        const lower = bare.toLowerCase();
        return accept(
          lower,
          lower === value
            ? undefined
            : 'Wrote it in small letters and without braces, as Azure does.',
        );
      }
      if (/^[0-9a-f]{32}$/i.test(value)) {
        const [a, b, c, d, e] = [
          [0, 8],
          [8, 12],
          [12, 16],
          [16, 20],
          [20, 32],
        ].map(([from, to]) => value.slice(from, to).toLowerCase());
        return accept(`${a}-${b}-${c}-${d}-${e}`, 'Put the dashes in.');
      }
      const inside = guidPattern.exec(value)?.[0];
      if (inside)
        return refuse(
          `This holds more than the ID. Paste only ${inside.toLowerCase()}, if that is ${name}. ${where}`,
        );
      if (/^\d{12}$/.test(value))
        return refuse(`This is the ID of an AWS account. Paste ${name}. ${where}`);
      if (/^[0-9a-f-]+$/i.test(value) && value.length > 20) {
        return refuse(
          `An ID has 36 characters, 8-4-4-4-12; this has ${value.length}. Copy it again with the copy button. ${where}`,
        );
      }
      return refuse(
        `This is not ${name}: that is 36 characters of the form 8-4-4-4-12, e.g. 1b2c3d4e-1111-2222-3333-444455556666. ${where}`,
      );
    },
  };
}

const tenantId = guid({
  name: 'a directory (tenant) ID',
  where:
    'It is on the overview page of Microsoft Entra ID, and is printed by: az account show --query tenantId --output tsv',
  instead(value) {
    if (/^[\w-]+(\.[\w-]+)+$/.test(value) && !/^https?:/.test(value)) {
      return refuse(
        `This is the name of a directory. Paste its ID, which stays the same when the name changes: it is on the overview page of Microsoft Entra ID, and is printed by: az account show --query tenantId --output tsv`,
      );
    }
    const [, signIn] =
      new RegExp(`login\\.microsoftonline\\.com/(${guidPattern.source})`, 'i').exec(value) ?? [];
    return signIn ? accept(signIn.toLowerCase(), 'Took the ID out of the address.') : undefined;
  },
});

const subscriptionId = guid({
  name: 'a subscription ID',
  where:
    'It is in the portal under Subscriptions, and is printed by: az account show --query id --output tsv',
  instead(value) {
    const [, id] = new RegExp(`/subscriptions/(${guidPattern.source})`, 'i').exec(value) ?? [];
    return id ? accept(id.toLowerCase(), 'Took the ID out of the longer one.') : undefined;
  },
});

const clientId = guid({
  name: 'an application (client) ID',
  where: 'It is on the Overview of the app registration, first of three IDs. Not the object ID.',
  instead: (value) =>
    isSecretText(value)
      ? refuse(
          'This looks like a client secret. Paste it into the field of the secret, and here the application (client) ID.',
        )
      : undefined,
});

const objectId = guid({
  name: 'the object ID of the service principal',
  where:
    'Open Microsoft Entra ID > Enterprise applications > your app > Object ID. The one under App registrations is another.',
});

const isSecretText = (value: string) => new RegExp(`^${entraSecret.source}$`).test(value);

function clientSecret(value: string): InputResult {
  if (isGuid(value)) {
    return refuse(
      'This is the Secret ID. Paste the Value beside it. It is shown only once, right after the secret is made: if it is hidden by now, make a new secret.',
    );
  }
  if (/^\*+$|^[A-Za-z0-9_~.-]{3}\*+$/.test(value))
    return refuse(
      'This is the hidden form of a secret. Azure shows the Value only right after the secret is made: make a new one.',
    );
  if (/^\s*[{[]/.test(value))
    return refuse('This is JSON. Paste only the value of “password” or “secretText”.');
  if (/\s/.test(value))
    return refuse('A secret has no blanks. Copy the Value again with its copy button.');
  if (!/^[\x21-\x7e]+$/.test(value))
    return refuse(
      `A secret has no ${strangers(value, /[\x21-\x7e]/)}. Copy the Value again with its copy button.`,
    );
  if (value.length < 16)
    return refuse(
      'This is shorter than any secret of Microsoft Entra. Copy the whole Value with its copy button.',
    );
  return accept(value);
}

/** Azure allows more, but the name goes into commands that readers run. */
function roleName(value: string): InputResult {
  if (guidPattern.test(value))
    return refuse('This is an ID. Paste the name of the role, e.g. Spot-CoreRole.');
  if (/^(owner|contributor|reader|user access administrator)$/i.test(value)) {
    return refuse(
      `${value} is a role of Azure itself. Choose a name of your own for the role of this guide, e.g. Spot-CoreRole.`,
    );
  }
  if (!/^[\w .()-]+$/.test(value)) {
    return refuse(
      `Use letters, digits, blanks and - _ . ( ) only; this name has ${strangers(value, /[\w .()-]/)}, which means something else in a terminal.`,
    );
  }
  return value.length > 128
    ? refuse(`Keep the name below 128 characters; this one has ${value.length}.`)
    : accept(value);
}

function appName(value: string): InputResult {
  if (isGuid(value)) return refuse('This is an ID. Choose a name for the app, e.g. Spot.');
  if (!/^[\w .()-]+$/.test(value)) {
    return refuse(
      `Use letters, digits, blanks and - _ . ( ) only; this name has ${strangers(value, /[\w .()-]/)}, which means something else in a terminal.`,
    );
  }
  return value.length > 120
    ? refuse(`Names of apps have at most 120 characters; this one has ${value.length}.`)
    : accept(value);
}

const dateHelp = 'Write the year first: 2027-03-31.';

/** A day, year first. A time behind it is taken away: Spot's form and the portal know days only. */
function date(value: string): InputResult {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(value);
  if (iso) {
    const [, year, month, day] = iso as unknown as [string, string, string, string];
    const text = dayOf(year, month, day);
    if (!text) return refuse(`There is no such day. ${dateHelp}`);
    return accept(text, text === value ? undefined : 'Kept the day alone.');
  }
  const parts = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[, ].*)?$/.exec(value);
  if (parts) {
    const [, first, second, year] = parts as unknown as [string, string, string, string];
    if (Number(first) <= 12 && Number(second) <= 12 && first !== second) {
      return refuse(
        `This can be read in two ways: ${dayOf(year, first, second)} or ${dayOf(year, second, first)}. ${dateHelp}`,
      );
    }
    const text = Number(first) > 12 ? dayOf(year, second, first) : dayOf(year, first, second);
    return text
      ? accept(text, 'Wrote the year first.')
      : refuse(`There is no such day. ${dateHelp}`);
  }
  return refuse(`This is no date. ${dateHelp}`);
}

/** `2027-03-31`, or undefined when the calendar has no such day. */
function dayOf(year: string, month: string, day: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)
    ? text
    : undefined;
}

const billingAccountHelp =
  'Open Cost Management + Billing > Billing scopes > your account > Properties > ID.';

/**
 * The name of a billing account: an enrollment number (EA), two GUIDs and a date (MCA), or a GUID.
 * A GUID alone is mostly a subscription's; only the check of the billing account can tell.
 */
function billingAccountId(value: string): InputResult {
  const [, inPath] =
    /\/providers\/Microsoft\.Billing\/billingAccounts\/([^/?]+)/i.exec(
      decodeURIComponentSafely(value),
    ) ?? [];
  const name = inPath ?? value;
  const note = inPath ? 'Took the ID out of the longer one.' : undefined;
  if (/^\d{4,12}$/.test(name)) return accept(name, note);
  if (
    new RegExp(`^${guidPattern.source}(:${guidPattern.source}_\\d{4}-\\d{2}-\\d{2})?$`, 'i').test(
      name,
    )
  ) {
    const lower = name.toLowerCase();
    return accept(
      lower,
      note ?? (lower === name ? undefined : 'Wrote it in small letters, as Azure does.'),
    );
  }
  if (new RegExp(`^${guidPattern.source}:`, 'i').test(name)) {
    return refuse(
      `The ID of a Microsoft Customer Agreement has two GUIDs and a date, e.g. …:…_2019-05-31; this one is cut off. ${billingAccountHelp}`,
    );
  }
  return refuse(
    `This is no billing account ID: that is a number (Enterprise Agreement), or two GUIDs with a date (Microsoft Customer Agreement). ${billingAccountHelp}`,
  );
}

function decodeURIComponentSafely(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Values of Azure. */
export const azureKinds = {
  'azure-tenant-id': tenantId,
  'azure-subscription-id': subscriptionId,
  'azure-client-id': clientId,
  'azure-object-id': objectId,
  'azure-client-secret': { validate: clientSecret, secret: true, longest: 256 },
  'azure-role-name': { validate: roleName },
  'azure-app-name': { validate: appName },
  'azure-billing-account-id': { validate: billingAccountId },
  date: { validate: date },
} satisfies Record<string, InputRule>;
