import { defineProvider } from '../define-provider.ts';
import { billingRegionOf, partitionOf, regionOf } from './partitions.ts';

/** Amazon Web Services. */
export default defineProvider({
  id: 'aws',
  label: 'AWS',
  console: 'Console',
  commandLine: 'AWS CLI',
  vantages: {
    reader: {
      hint: 'Looks with the AWS credentials this server was started with. It only reads.',
    },
    spot: {
      label: 'As Spot',
      hint: 'Looks with what Spot has: the role you create, and your external ID. It only reads.',
    },
  },
  assume: (inputs) => ({
    partition: partitionOf(inputs),
    region: regionOf(inputs),
    billingRegion: billingRegionOf(inputs),
  }),
});
