import { deliverDueReports } from '../cur/delivery.ts';
import type { AwsService, Operation } from '../service.ts';
import { buckets } from './buckets.ts';
import { objects } from './objects.ts';
import { readAddress } from './requests.ts';
import { settings } from './settings.ts';
import { s3Wire } from './wire.ts';

/** Reports that fell due since the last look are in the bucket before anybody looks into it. */
function afterDeliveries(operations: Record<string, Operation>): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      {
        ...operation,
        permissions: (input, call) => {
          deliverDueReports(call.world);
          return operation.permissions(input, call);
        },
      } satisfies Operation,
    ]),
  );
}

/** Simulated Amazon S3: buckets of every region, by virtual host and by path. */
export const s3: AwsService = {
  name: 's3',
  protocol: 's3',
  model: 'http://s3.amazonaws.com/doc/2006-03-01/',
  regionOf: (url) => readAddress(url)?.region,
  operations: afterDeliveries({ ...buckets, ...settings, ...objects }),
  wire: s3Wire,
};
