import { AwsError } from '../service.ts';

/** Codes: service model of the Cost and Usage Report Service; all of them are 400. */

export const validation = (message: string) => new AwsError('ValidationException', 400, message);

/**
 * The settings contradict each other. AWS sends no words with it.
 * https://github.com/hashicorp/terraform-provider-aws/pull/12428
 */
export const contradiction = () => validation('');

/**
 * Whatever is wrong with the bucket (missing, elsewhere, not the account's own, policy), this is
 * the answer.
 * https://github.com/hashicorp/terraform-provider-aws/issues/28912
 */
export const bucketNotVerified = (accountId: string, bucket: string, region: string) =>
  validation(
    `Failed to verify customer bucket permission. accountId= ${accountId}, bucket name: ${bucket}, bucket region: ${region}`,
  );

export const duplicateReportName = (name: string) =>
  new AwsError(
    'DuplicateReportNameException',
    400,
    `The account already has a report named ${name}. Choose another name.`,
  );

export const reportLimitReached = () =>
  new AwsError(
    'ReportLimitReachedException',
    400,
    'The account already has ten reports. Delete one before you define another.',
  );

/**
 * Which error AWS sends for a name it does not know is not documented; the service model leaves
 * only this one.
 */
export const unknownReport = (name: string) =>
  validation(`The account has no report named ${name}.`);
