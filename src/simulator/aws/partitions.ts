/**
 * The partitions of AWS, written down here a second time and not imported from the product, so that
 * a wrong fact of the product shows.
 *
 * Regions, suffixes and endpoints:
 * https://github.com/boto/botocore/blob/develop/botocore/data/endpoints.json,
 * https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html,
 * https://docs.aws.amazon.com/general/latest/gr/ao.html
 */
export const partitions = {
  aws: {
    dnsSuffix: 'amazonaws.com',
    regions: [
      'us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 ca-west-1 mx-central-1 sa-east-1',
      'eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2',
      'ap-east-1 ap-south-1 ap-south-2 ap-northeast-1 ap-northeast-2 ap-northeast-3',
      'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-7',
      'af-south-1 il-central-1 me-central-1 me-south-1',
    ].flatMap((line) => line.split(' ')),
    homes: {
      iam: { host: 'iam.amazonaws.com', region: 'us-east-1' },
      organizations: { host: 'organizations.us-east-1.amazonaws.com', region: 'us-east-1' },
      cur: { host: 'cur.us-east-1.amazonaws.com', region: 'us-east-1' },
      ce: { host: 'ce.us-east-1.amazonaws.com', region: 'us-east-1' },
    },
  },
  // Neither reports nor Cost Explorer: costs show in the standard account that pays.
  // https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/usage-and-payment.html
  'aws-us-gov': {
    dnsSuffix: 'amazonaws.com',
    regions: ['us-gov-west-1', 'us-gov-east-1'],
    homes: {
      iam: { host: 'iam.us-gov.amazonaws.com', region: 'us-gov-west-1' },
      organizations: { host: 'organizations.us-gov-west-1.amazonaws.com', region: 'us-gov-west-1' },
    },
  },
  // https://docs.amazonaws.cn/en_us/aws/latest/userguide/billing-and-payment.html
  'aws-cn': {
    dnsSuffix: 'amazonaws.com.cn',
    regions: ['cn-north-1', 'cn-northwest-1'],
    homes: {
      iam: { host: 'iam.cn-north-1.amazonaws.com.cn', region: 'cn-north-1' },
      organizations: {
        host: 'organizations.cn-northwest-1.amazonaws.com.cn',
        region: 'cn-northwest-1',
      },
      cur: { host: 'cur.cn-northwest-1.amazonaws.com.cn', region: 'cn-northwest-1' },
      ce: { host: 'ce.cn-northwest-1.amazonaws.com.cn', region: 'cn-northwest-1' },
    },
  },
} as const satisfies Record<
  string,
  {
    dnsSuffix: string;
    regions: readonly string[];
    /** Services with one endpoint for the whole partition. One that is missing does not exist. */
    homes: Partial<Record<GlobalService, { host: string; region: string }>>;
  }
>;

export type Partition = keyof typeof partitions;

/** Services that answer for a whole partition, under one host. */
export type GlobalService = 'iam' | 'organizations' | 'cur' | 'ce';

const names = Object.keys(partitions) as Partition[];

/** The partition a region belongs to; undefined when there is no such region. */
export function partitionOf(region: string): Partition | undefined {
  return names.find((name) => (partitions[name].regions as readonly string[]).includes(region));
}

/** End of the host names that answer in a region. */
export function dnsSuffixOf(region: string): string {
  return partitions[partitionOf(region) ?? 'aws'].dnsSuffix;
}

/** Where a service answers for its whole partition; undefined where AWS has none there. */
export function homeOf(
  service: string,
  partition: Partition,
): { host: string; region: string } | undefined {
  const homes: Partial<Record<string, { host: string; region: string }>> =
    partitions[partition].homes;
  return homes[service];
}

/** The region for which requests to the one host of a service in its partition are signed. */
export function globalHost(service: GlobalService, url: URL): string | undefined {
  return names.map((name) => homeOf(service, name)).find((home) => home?.host === url.hostname)
    ?.region;
}

/**
 * The region of a host `service.region.amazonaws.com[.cn]`; undefined for another service or a
 * region that does not exist.
 */
export function regionalHost(service: string, url: URL): string | undefined {
  const [name, region = ''] = url.hostname.split('.');
  const partition = partitionOf(region);
  if (name !== service || !partition) return undefined;
  return url.hostname === `${service}.${region}.${partitions[partition].dnsSuffix}`
    ? region
    : undefined;
}
