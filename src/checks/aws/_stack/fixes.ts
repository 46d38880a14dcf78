import { type AwsPlace, regionOf } from '../../../providers/aws/partitions.ts';

/** Where a stack is, in the words of the console's region menu; the code where we have no words. */
export function describeRegion(region: string): string {
  return region === 'us-east-1' ? 'US East (N. Virginia)' : region;
}

/**
 * Deletes a stack and waits until it is gone; the name of a failed one could not be used again
 * otherwise. `options` go to the first command.
 */
export function deleteStack(stackName: string, place: AwsPlace = {}, options = ''): string {
  const where = `--stack-name ${stackName} --region ${regionOf(place)}`;
  return [
    `aws cloudformation delete-stack ${where}${options}`,
    `aws cloudformation wait stack-delete-complete ${where}`,
  ].join('\n');
}

/** The beginning of a line that leads to the stacks of a place in the console. */
export function openStacks(place: AwsPlace = {}): string {
  return `Open CloudFormation in ${describeRegion(regionOf(place))}`;
}
