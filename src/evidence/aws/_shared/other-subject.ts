import { parseArn } from '../../../inputs/arn.ts';

type Inputs = Readonly<Record<string, string>>;

/** What an ARN is of, when it is of another account than that of the inputs: `account 999…`. */
export function findOtherAccount(arn: string, { accountId }: Inputs): string | undefined {
  const account = parseArn(arn)?.account;
  return accountId && account && account !== 'aws' && account !== accountId
    ? `account ${account}`
    : undefined;
}

/** The role that an answer names, when it is another one or of another account. */
export function findOtherRole(
  { RoleName, Arn }: { RoleName: string; Arn: string },
  inputs: Inputs,
  wanted: string | undefined,
): string | undefined {
  const elsewhere = findOtherAccount(Arn, inputs);
  const name = Arn.split('/').at(-1) ?? '';
  const other = [RoleName, name].find((one) => wanted && !isSame(one, wanted));
  if (!elsewhere && other === undefined) return undefined;
  return `the role ${other ?? RoleName}${elsewhere ? ` in ${elsewhere}` : ''}`;
}

/** IAM has no two names that differ in case only. */
const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * The stack that an answer names, when it is of another account or region: the ID of a stack is an
 * ARN.
 */
export function findOtherStack(
  { StackName, StackId }: { StackName: string; StackId?: string },
  inputs: Inputs,
  { name, region }: { name: string; region: string },
): string | undefined {
  if (StackName !== name) return `the stack ${StackName}`;
  const arn = StackId === undefined ? undefined : parseArn(StackId);
  if (StackId === undefined || !arn) return undefined;
  const elsewhere = findOtherAccount(StackId, inputs);
  if (elsewhere) return `the stack ${StackName} in ${elsewhere}`;
  if (arn.resource.split('/')[1] !== name) return `the stack ${arn.resource.split('/')[1]}`;
  return arn.region && arn.region !== region ? `the stack ${name} in ${arn.region}` : undefined;
}

/**
 * The bucket that these resources of a bucket policy name, when it is another one: S3 stores no policy
 * about another bucket. A name with wildcards may be any.
 */
export function findOtherBucket(
  resources: readonly string[],
  bucketName: string | undefined,
): string | undefined {
  const names = resources.map((arn) => parseArn(arn)?.resource.split('/')[0] ?? '');
  const other = names.find((name) => /^[^*?$]+$/.test(name) && name !== bucketName);
  return bucketName && other ? `the bucket ${other}` : undefined;
}

/** A resource that IAM was asked about, when it is none of these. */
export function findOtherResource(
  results: readonly { EvalResourceName?: string }[],
  resources: readonly string[],
): string | undefined {
  const asked = resources.length > 0 ? resources : ['*'];
  const other = results.find(
    ({ EvalResourceName: name }) => name !== undefined && !asked.includes(name),
  );
  return other && `what the role may do with ${other.EvalResourceName}`;
}
