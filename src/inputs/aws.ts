import { formatArn } from '../providers/aws/partitions.ts';
import { ecoAccounts, linkedAccountsAccount } from '../spot.ts';
import { describeArn, foreignPartition, parseArn } from './arn.ts';
import { listOf, strangers } from './clean.ts';
import { accept, type InputResult, type InputRule, refuse } from './input-rule.ts';

const whereRoleArn =
  'Open IAM > Roles > your role: the ARN is at the top of its Summary, next to the copy icon.';
const whereAccountId =
  'It is in the menu at the top right of the AWS console, and is printed by: aws sts get-caller-identity --query Account --output text';

/**
 * AWS takes a few more characters in names, but the values of this page go into commands that
 * readers run.
 */
const shellMeaning = (value: string) =>
  /[!*'()]/.test(value)
    ? " AWS allows ! * ' ( ) too, but they mean something else in a terminal."
    : '';

function accountId(value: string): InputResult {
  const arn = parseArn(value);
  if (arn) {
    const foreign = foreignPartition(arn);
    if (foreign) return refuse(foreign);
    return /^\d{12}$/.test(arn.account)
      ? accountNumber(arn.account, `Took the account ID out of ${describeArn(arn)}.`)
      : refuse(`This is ${describeArn(arn)}. Paste the 12-digit account ID. ${whereAccountId}`);
  }
  const [, signIn] = /^https?:\/\/(\d{12})\.signin\.aws\.amazon\.com/.exec(value) ?? [];
  if (signIn) return accountNumber(signIn, 'Took the account ID out of the sign-in address.');
  if (/^(AKIA|ASIA|AIDA|AROA)[A-Z0-9]{12,}$/.test(value))
    return refuse(
      `This is an access key ID or a user ID, not an account. Paste the 12-digit account ID; no key is ever needed on this page. ${whereAccountId}`,
    );
  const digits = value.replace(/[\s‐-―-]/g, '');
  if (/^\d+$/.test(digits)) {
    if (digits.length === 11)
      return refuse(
        'This has 11 digits, an account ID has 12. Spreadsheets drop a leading zero: if that happened, put the 0 back in front.',
      );
    if (digits.length !== 12)
      return refuse(`This has ${digits.length} digits, an account ID has 12. ${whereAccountId}`);
    return accountNumber(
      digits,
      digits === value
        ? undefined
        : 'Took the dashes and blanks out: AWS commands want the 12 digits alone.',
    );
  }
  if (/^\d[.,]\d+e\+?\d+$/i.test(value))
    return refuse(
      'A spreadsheet rounded this number. Copy the 12 digits from the AWS console instead.',
    );
  if (/^o-[a-z0-9]{10,32}$/.test(value))
    return refuse(
      `This is the ID of the organization. Paste the 12-digit ID of the account. ${whereAccountId}`,
    );
  if (/^[0-9a-f]{64}$/.test(value))
    return refuse(
      `This is the canonical user ID that S3 shows. Paste the 12-digit account ID. ${whereAccountId}`,
    );
  if (/^[a-z0-9][a-z0-9-]*$/i.test(value))
    return refuse(
      `This looks like the account's alias or name. Paste its 12-digit ID. ${whereAccountId}`,
    );
  return refuse(`An account ID is 12 digits and nothing else. ${whereAccountId}`);
}

function accountNumber(digits: string, note?: string): InputResult {
  if ([...ecoAccounts, linkedAccountsAccount].includes(digits as never))
    return refuse(
      `${digits} is Spot's own AWS account. Paste the ID of your account. ${whereAccountId}`,
    );
  return accept(digits, note);
}

const bucketRules: readonly (readonly [RegExp, (value: string) => string])[] = [
  [
    /[A-Z]/,
    (value) =>
      `Bucket names have no capital letters. If the bucket is yet to be made, use ${value.toLowerCase()}; if it exists, copy its name from the S3 console.`,
  ],
  [/_/, (value) => `Bucket names have no underscores. Use hyphens: ${value.replaceAll('_', '-')}.`],
  [
    /[^a-z0-9.-]/,
    (value) =>
      `Bucket names hold small letters, digits, hyphens and dots only; this one has ${strangers(value, /[a-z0-9.-]/)}.`,
  ],
  [/^.{0,2}$/, () => 'Bucket names have at least 3 characters.'],
  [/^.{64,}$/, (value) => `Bucket names have at most 63 characters; this one has ${value.length}.`],
  [/^[^a-z0-9]|[^a-z0-9]$/, () => 'Bucket names begin and end with a letter or a digit.'],
  [/\.\./, () => 'Bucket names have no two dots in a row.'],
  [/^\d+\.\d+\.\d+\.\d+$/, () => 'Bucket names must not look like an IP address.'],
  [
    /^(xn--|sthree-|amzn-s3-demo-)/,
    (value) =>
      `S3 keeps names that begin with ${/^(xn--|sthree-|amzn-s3-demo-)/.exec(value)?.[0]} for itself. Choose another beginning.`,
  ],
  [
    /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
    () =>
      'This is the alias of an access point, or ends like one. Paste the name of the bucket itself.',
  ],
];

function bucketName(value: string): InputResult {
  const arn = parseArn(value);
  if (arn) {
    if (arn.service !== 's3')
      return refuse(
        `This is ${describeArn(arn)}. Paste the bucket's name, e.g. spot-cur-111122223333.`,
      );
    const foreign = foreignPartition(arn);
    return foreign
      ? refuse(foreign)
      : refuse(
          `This is ${describeArn(arn)}. Paste only the bucket's name: ${arn.resource.split('/')[0]}`,
        );
  }
  const console = /^https?:\/\/[^/]*console\.aws\.amazon\.com\/s3\/buckets\/([^/?#]+)/.exec(value);
  const virtualHost = /^https?:\/\/([^/]+?)\.s3[.-][^/]*amazonaws\.com/.exec(value);
  const pathStyle = /^https?:\/\/s3[.-][^/]*amazonaws\.com\/([^/?#]+)/.exec(value);
  const fromUrl = (console ?? virtualHost ?? pathStyle)?.[1];
  if (fromUrl) return refuse(`This is an address of the bucket. Paste only its name: ${fromUrl}`);
  if (/^https?:/.test(value))
    return refuse("This is a web address. Paste the bucket's name, e.g. spot-cur-111122223333.");

  const [, scheme = '', name = '', path = ''] = /^(s3a?:\/\/)?([^/]*)(\/.*)?$/i.exec(value) ?? [];
  if (path.replaceAll('/', '') !== '')
    return refuse(
      `This holds a path. Paste the bucket's name alone, ${name}; the folder ${path.replace(/^\/+|\/+$/g, '')} is the report's prefix.`,
    );
  for (const [pattern, message] of bucketRules)
    if (pattern.test(name)) return refuse(message(name));
  return accept(
    name,
    scheme || path
      ? `Took ${listOf([...(scheme ? [scheme] : []), ...(path ? ['the slash at the end'] : [])])} away: AWS commands want the name alone.`
      : undefined,
  );
}

function reportName(value: string): InputResult {
  const arn = parseArn(value);
  if (arn?.service === 'cur')
    return refuse(
      `This is the ARN of a report. Paste only its name: ${arn.resource.split('/').slice(1).join('/')}`,
    );
  if (arn)
    return refuse(
      `This is ${describeArn(arn)}. Paste the report's name, e.g. spotinst-cur-report.`,
    );
  if (/\s/.test(value))
    return refuse(`Report names have no blanks. Use hyphens: ${value.replace(/\s+/g, '-')}`);
  if (value.includes('/'))
    return refuse(
      `Report names have no slashes. If this is the path in the bucket, the report's name is its last part: ${value.split('/').filter(Boolean).at(-1) ?? ''}`,
    );
  if (!/^[0-9A-Za-z_.-]+$/.test(value))
    return refuse(
      `Use letters, digits and - _ . only; this name has ${strangers(value, /[0-9A-Za-z_.-]/)}.${shellMeaning(value)}`,
    );
  return value.length > 256
    ? refuse(`Report names have at most 256 characters; this one has ${value.length}.`)
    : accept(value);
}

function prefix(value: string): InputResult {
  if (/^s3a?:\/\//i.test(value) || parseArn(value)) {
    const folder = value.replace(/^s3a?:\/\/[^/]*\/?|^arn:[^/]*\/?/i, '').replace(/\/+$/, '');
    return refuse(
      `This names the bucket too. Paste the folder alone${folder ? `: ${folder}` : ', e.g. spotinst_eco'}`,
    );
  }
  const bare = value.replace(/^\/+|\/+$/g, '');
  if (bare === '')
    return refuse(
      'The prefix must not be empty: a report for Athena needs a folder of its own, e.g. spotinst_eco.',
    );
  if (/\s/.test(bare))
    return refuse(
      `Prefixes have no blanks here: AWS refuses them. Use ${bare.replace(/\s+/g, '_')}`,
    );
  if (bare.includes('//'))
    return refuse(
      `Two slashes in a row make a folder without a name. Use ${bare.replace(/\/{2,}/g, '/')}`,
    );
  if (!/^[0-9A-Za-z_./-]+$/.test(bare))
    return refuse(
      `Use letters, digits and - _ . / only; this prefix has ${strangers(bare, /[0-9A-Za-z_./-]/)}.${shellMeaning(bare)}`,
    );
  if (bare.length > 256)
    return refuse(`Prefixes have at most 256 characters; this one has ${bare.length}.`);
  return accept(
    bare,
    bare === value
      ? undefined
      : 'Took the slash at the end or the beginning away: AWS puts it there itself.',
  );
}

function roleName(value: string): InputResult {
  const arn = parseArn(value);
  if (arn) {
    if (!(arn.service === 'iam' && arn.resource.startsWith('role/')))
      return refuse(
        `This is ${describeArn(arn)}. Paste the role's name. ${whereRoleArn.replace('the ARN is at the top of its Summary, next to the copy icon', 'its name is the heading')}`,
      );
    const foreign = foreignPartition(arn);
    return foreign
      ? refuse(foreign)
      : plainRoleName(lastPart(arn.resource), "Took the role's name out of its ARN.");
  }
  if (value.includes('/'))
    return plainRoleName(lastPart(value), 'Took the path in front of the name away.');
  return plainRoleName(value);
}

const lastPart = (path: string) => path.split('/').at(-1) ?? '';

function plainRoleName(name: string, note?: string): InputResult {
  if (name === '') return refuse("The role's name is missing after the last slash.");
  if (!/^[\w+=,.@-]+$/.test(name))
    return refuse(
      `Role names hold letters, digits and _ + = , . @ - only; this one has ${strangers(name, /[\w+=,.@-]/)}.`,
    );
  return name.length > 64
    ? refuse(`Role names have at most 64 characters; this one has ${name.length}.`)
    : accept(name, note);
}

const formatRoleArn = (account: string, name: string) =>
  formatArn({ service: 'iam', account, resource: `role/${name}` });
const exampleArn = formatRoleArn('<12 digits>', '<name>');

function roleArn(value: string): InputResult {
  const arn = parseArn(value);
  if (!arn) {
    if (/^(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}$/.test(value))
      return refuse(`This is an ID of a key, a user or a role, not an ARN. ${whereRoleArn}`);
    if (/^\d{12}$/.test(value))
      return refuse(`This is an account ID. Paste the ARN of the role in it. ${whereRoleArn}`);
    if (/^https?:/.test(value))
      return refuse(
        `This is a web address. Paste the role's ARN, which reads ${exampleArn}. ${whereRoleArn}`,
      );
    if (/^[\w+=,.@/-]+$/.test(value))
      return refuse(
        `This is the role's name. Paste its ARN, which reads ${formatRoleArn('<account>', value.replace(/^role\//, ''))}. ${whereRoleArn}`,
      );
    return refuse(`A role's ARN reads ${exampleArn}. ${whereRoleArn}`);
  }
  const foreign = foreignPartition(arn);
  if (foreign) return refuse(foreign);
  if (arn.service === 'iam' && arn.resource === 'role/')
    return refuse(`The role's name is missing at the end. ${whereRoleArn}`);
  if (arn.service !== 'iam' || !arn.resource.startsWith('role/'))
    return refuse(`This is ${describeArn(arn)}. Paste the ARN of the role. ${whereRoleArn}`);
  if (arn.region !== '')
    return refuse(`A role belongs to no region; this ARN names ${arn.region}. ${whereRoleArn}`);
  if (!/^\d{12}$/.test(arn.account))
    return refuse(`The account in this ARN is “${arn.account}”, not 12 digits. ${whereRoleArn}`);
  if ([...ecoAccounts, linkedAccountsAccount].includes(arn.account as never))
    return refuse(
      `This role is in Spot's own account ${arn.account}. Paste the ARN of the role in your account. ${whereRoleArn}`,
    );
  // The path too: copied commands hold the whole ARN. Source of the characters: IAM API,
  // CreateRole.
  if (!/^role(\/[\w+=,.@-]+)+$/.test(arn.resource) || value.length > 600)
    return refuse(
      `After role/ there is something that no role's ARN has: ${strangers(arn.resource, /[\w+=,.@/-]/) || 'two slashes'}. ${whereRoleArn}`,
    );
  const name = plainRoleName(lastPart(arn.resource));
  return name.ok ? accept(value) : refuse(name.message);
}

function externalId(value: string): InputResult {
  if (/\s/.test(value))
    return refuse(
      'External IDs have no blanks. Copy it again with the copy button, so that no line break comes along.',
    );
  if (!/^[\w+=,.@:/-]+$/.test(value))
    return refuse(
      `External IDs hold letters, digits and _ + = , . @ : / - only; this one has ${strangers(value, /[\w+=,.@:/-]/)}. Copy it again with the copy button.`,
    );
  if (parseArn(value))
    return refuse(
      'This is an ARN. The external ID is the secret-looking text that Spot shows beside it.',
    );
  if (value.length < 2)
    return refuse(
      'External IDs have at least 2 characters. Copy the whole of it with the copy button.',
    );
  return value.length > 1224
    ? refuse(`External IDs have at most 1224 characters; this one has ${value.length}.`)
    : accept(value);
}

/** Values of AWS. */
export const awsKinds = {
  'aws-account-id': { validate: accountId },
  's3-bucket-name': { validate: bucketName },
  'cur-report-name': { validate: reportName },
  's3-prefix': { validate: prefix },
  'iam-role-name': { validate: roleName },
  'iam-role-arn': { validate: roleArn },
  'external-id': { validate: externalId },
} satisfies Record<string, InputRule>;
