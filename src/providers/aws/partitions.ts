/**
 * The partitions of AWS: separate clouds with accounts, names and consoles of their own.
 *
 * Sources: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html,
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/using-govcloud-arns.html,
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html
 */
export const partitions = {
  aws: {
    label: 'AWS',
    /** Where IAM and STS of the partition are asked for. */
    mainRegion: 'us-east-1',
    /** Where Organizations and the bill (Cost and Usage Reports, Cost Explorer) are. */
    billingRegion: 'us-east-1',
    dnsSuffix: 'amazonaws.com',
    console: 'console.aws.amazon.com',
  },
  'aws-us-gov': {
    label: 'AWS GovCloud (US)',
    mainRegion: 'us-gov-west-1',
    // There is no end point for reports here
    // (https://github.com/boto/botocore/blob/develop/botocore/data/endpoints.json).
    billingRegion: 'us-gov-west-1',
    dnsSuffix: 'amazonaws.com',
    console: 'console.amazonaws-us-gov.com',
  },
  'aws-cn': {
    label: 'AWS China',
    mainRegion: 'cn-north-1',
    billingRegion: 'cn-northwest-1',
    dnsSuffix: 'amazonaws.com.cn',
    console: 'console.amazonaws.cn',
  },
} as const;

export type Partition = keyof typeof partitions;

/** The partition of a runbook that names none: that of all commercial regions. */
export const defaultPartition: Partition = 'aws';

/** What a runbook says of where its account lives; both are optional inputs. */
export interface AwsPlace {
  /** Default: {@link defaultPartition}. */
  readonly partition?: string;
  /** Default: the partition's main region. */
  readonly region?: string;
}

/**
 * The partition of these inputs.
 *
 * Throws an Error for a partition that AWS does not have: the input's validation lets none through.
 */
export function partitionOf(place: AwsPlace = {}): Partition {
  const partition = place.partition || defaultPartition;
  if (!Object.hasOwn(partitions, partition)) {
    const known = Object.keys(partitions).join(', ');
    throw new Error(`AWS has no partition “${partition}”. Use one of ${known}.`);
  }
  return partition as Partition;
}

/** The region in which IAM and STS of these inputs' partition are asked for. */
export function mainRegionOf(place: AwsPlace = {}): string {
  return partitions[partitionOf(place)].mainRegion;
}

/** The region in which Organizations and the bill of these inputs' partition are asked for. */
export function billingRegionOf(place: AwsPlace = {}): string {
  return partitions[partitionOf(place)].billingRegion;
}

/** The region that these inputs are about. */
export function regionOf(place: AwsPlace = {}): string {
  return place.region || mainRegionOf(place);
}

/** The parts of an ARN after its partition. */
export interface ArnParts {
  service: string;
  /** Empty for global services. */
  region?: string;
  /** Twelve digits, `aws` for what AWS owns, or empty. */
  account?: string;
  /** All after the fifth colon, e.g. `role/path/Name`. */
  resource: string;
}

/**
 * Writes an ARN in the partition of these inputs.
 *
 * @example
 * formatArn({ service: 'iam', account: '111122223333', resource: 'role/SpotRole' })
 * // 'arn:aws:iam::111122223333:role/SpotRole'
 */
export function formatArn(
  { service, region = '', account = '', resource }: ArnParts,
  place: AwsPlace = {},
): string {
  return `arn:${partitionOf(place)}:${service}:${region}:${account}:${resource}`;
}

/**
 * Address of a page of the AWS console, e.g. `consoleUrl('/iam/home#/roles')`. Pages of services that
 * belong to a region are asked for there.
 */
export function consoleUrl(path: string, place: AwsPlace = {}): string {
  return `https://${regionOf(place)}.${partitions[partitionOf(place)].console}${path}`;
}
