import { strangers } from './clean.ts';
import { accept, type InputResult, type InputRule, refuse } from './input-rule.ts';

const whereProjectId =
  'Open the project picker at the top of the Google Cloud console: the ID is in the column “ID”. In Cloud Shell, gcloud config get-value project prints it.';

const projectPattern = /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/;

/** Source: https://cloud.google.com/resource-manager/reference/rest/v1/projects, `projectId`. */
function projectId(value: string): InputResult {
  const fromAddress = /[?&]project=([a-z0-9.:-]+)/.exec(value)?.[1];
  if (/^https?:/.test(value)) {
    return fromAddress && projectPattern.test(fromAddress)
      ? accept(fromAddress, 'Took the project ID out of the address.')
      : refuse(`This is a web address without a project ID in it. ${whereProjectId}`);
  }
  const name = value
    .replace(/^(\/\/cloudresourcemanager\.googleapis\.com\/)?projects\//, '')
    .replace(/\/+$/, '');
  if (/^\d+$/.test(name))
    return refuse(
      `This is a project number. Commands and Spot want the project ID, which begins with a letter. ${whereProjectId}`,
    );
  const account = /@([a-z0-9-]+)\.iam\.gserviceaccount\.com$/.exec(name)?.[1];
  if (account)
    return refuse(
      `This is a service account of the project ${account}. Paste the project ID alone: ${account}`,
    );
  if (/^[a-z0-9.-]+:[a-z]/.test(name))
    return refuse(
      'This is a project of the old domain-scoped form (example.com:name). This guide does not cover those; ask Spot Support.',
    );
  if (/^(GCP_PROJECT_ID|PROJECT_ID)$/i.test(name))
    return refuse(`This is a placeholder. Put in the ID of your project. ${whereProjectId}`);
  if (/[A-Z\s]/.test(name))
    return refuse(
      `This looks like the project's name. Its ID has small letters, digits and hyphens only. ${whereProjectId}`,
    );
  if (/[^a-z0-9-]/.test(name))
    return refuse(
      `A project ID holds small letters, digits and hyphens only; this one has ${strangers(name, /[a-z0-9-]/)}. ${whereProjectId}`,
    );
  if (name.length < 6 || name.length > 30)
    return refuse(
      `A project ID has 6 to 30 characters; this one has ${name.length}. ${whereProjectId}`,
    );
  if (!projectPattern.test(name))
    return refuse(
      `A project ID begins with a letter and does not end with a hyphen. ${whereProjectId}`,
    );
  return accept(
    name,
    name === value ? undefined : 'Took “projects/” away: commands want the ID alone.',
  );
}

/**
 * 6 to 30 characters, `[a-z]([-a-z0-9]*[a-z0-9])`.
 * Source: https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts/create
 */
function serviceAccountId(value: string): InputResult {
  const [id = '', domain] = value.replace(/^serviceAccount:/, '').split('@');
  if (domain !== undefined && !domain.endsWith('.iam.gserviceaccount.com'))
    return refuse(
      'This is the address of a person, or of an account that Google made. Choose an ID for a service account of its own, e.g. spotinst-role-act-550cdfc7.',
    );
  if (/^\d{15,}$/.test(id))
    return refuse(
      'This is the unique ID of a service account (digits only). Paste the part of its address before the @.',
    );
  if (/[A-Z]/.test(id))
    return refuse(
      `A service account ID has no capital letters; Google allows them in the display name only. Use ${id.toLowerCase().replace(/[^a-z0-9-]+/g, '-')}.`,
    );
  if (/[_\s.]/.test(id))
    return refuse(
      `A service account ID has no blanks, dots or underscores. Use ${id.replace(/[_\s.]+/g, '-')}.`,
    );
  if (/[^a-z0-9-]/.test(id))
    return refuse(
      `A service account ID holds small letters, digits and hyphens only; this one has ${strangers(id, /[a-z0-9-]/)}.`,
    );
  if (id.length < 6 || id.length > 30)
    return refuse(`A service account ID has 6 to 30 characters; this one has ${id.length}.`);
  if (!/^[a-z].*[a-z0-9]$/.test(id))
    return refuse('A service account ID begins with a letter and does not end with a hyphen.');
  return accept(
    id,
    domain === undefined ? undefined : 'Took the part before the @: that is the ID.',
  );
}

/**
 * 3 to 64 characters: letters, digits, periods and underscores.
 * Source: https://cloud.google.com/iam/docs/reference/rest/v1/projects.roles/create
 */
function roleId(value: string): InputResult {
  if (/^roles\//.test(value))
    return refuse(
      'This is a role that Google made. Choose an ID for a role of your own, e.g. spotinstCustomRole.',
    );
  const id = value.replace(/^(projects|organizations)\/[^/]+\/roles\//, '');
  if (/[-\s]/.test(id))
    return refuse(`A role ID has no hyphens or blanks. Use ${id.replace(/[-\s]+/g, '_')}.`);
  if (/[^A-Za-z0-9_.]/.test(id))
    return refuse(
      `A role ID holds letters, digits, periods and underscores only; this one has ${strangers(id, /[A-Za-z0-9_.]/)}.`,
    );
  if (id.length < 3 || id.length > 64)
    return refuse(`A role ID has 3 to 64 characters; this one has ${id.length}.`);
  return accept(id, id === value ? undefined : 'Took the last part: that is the ID.');
}

const whereKeyFile =
  'Open the file spotinst_key.json in a text editor, and copy all of it. If you no longer have it, create a new key: Google hands each out once.';

/**
 * Whatever kind of JSON it is, the check says; here only what is not one whole JSON object is
 * refused.
 */
function keyFile(value: string): InputResult {
  if (/^-----BEGIN/.test(value))
    return refuse(
      `This is a private key alone. Paste the whole JSON file around it. ${whereKeyFile}`,
    );
  if (/^MII[A-Za-z0-9+/=\s]{40,}$/.test(value) || /^0\u0082/.test(value))
    return refuse(
      'This is a P12 file. Spot takes the JSON form only: create a key again, of the type JSON.',
    );
  if (/^[~./\w\\:-]+\.json$/.test(value))
    return refuse(`This is the name of a file. Paste what is in it. ${whereKeyFile}`);
  if (/^AIza[\w-]{30,}$/.test(value))
    return refuse(
      'This is an API key, which opens no account. Paste the JSON key of the service account.',
    );
  if (!value.startsWith('{'))
    return refuse(`A key file begins with a curly bracket. ${whereKeyFile}`);
  try {
    const file: unknown = JSON.parse(value);
    if (typeof file === 'object' && file !== null)
      return accept(value, keySummary(file as Record<string, unknown>));
  } catch {
    // Said below; the parser's own words could quote the key.
  }
  return refuse(
    value.trimEnd().endsWith('}')
      ? `This is not valid JSON: something in it was changed on the way, a line break or a quote. ${whereKeyFile}`
      : `This is cut off: a key file ends with a curly bracket. ${whereKeyFile}`,
  );
}

/** What a key file is for, without what is secret in it. */
function keySummary({
  private_key_id: id,
  client_email: email,
}: Record<string, unknown>): string | undefined {
  return typeof id === 'string' && typeof email === 'string'
    ? `Key ${id.slice(0, 8)}… of ${email}.`
    : undefined;
}

function serviceAccountEmail(value: string): InputResult {
  if (
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9.:-]{4,40}\.iam\.gserviceaccount\.com$/.test(value)
  )
    return accept(value);
  if (/^\d+-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/.test(value))
    return refuse(
      'This is a service account that Google made for itself. Enter the one that you made for Spot.',
    );
  if (/@/.test(value))
    return refuse(
      'The address of a service account ends in .iam.gserviceaccount.com. This is another kind of address.',
    );
  return refuse(
    'This is not an address. It reads name@project.iam.gserviceaccount.com, in IAM & Admin > Service Accounts.',
  );
}

/** Values of Google Cloud. */
export const gcpKinds = {
  'gcp-project-id': { validate: projectId },
  'gcp-service-account-id': { validate: serviceAccountId },
  'gcp-service-account-email': { validate: serviceAccountEmail },
  'gcp-role-id': { validate: roleId },
  // A key file has 2,400 characters.
  'gcp-key-file': { validate: keyFile, secret: true, longest: 8192 },
} satisfies Record<string, InputRule>;
