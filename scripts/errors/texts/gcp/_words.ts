/** Where the words of Google Cloud and gcloud are documented. */
export const words = 'https://cloud.google.com/iam/docs/permission-error-messages';
const sdk =
  'https://github.com/google-cloud-sdk-unofficial/google-cloud-sdk/blob/master/lib/googlecloudsdk';
export const exceptions = `${sdk}/core/credentials/exceptions.py`;
export const properties = `${sdk}/core/properties.py`;
export const iamUtil = `${sdk}/command_lib/iam/iam_util.py`;
export const consoleIo = `${sdk}/core/console/console_io.py`;
export const files = `${sdk}/core/util/files.py`;
export const contextAware = `${sdk}/core/context_aware.py`;
export const httpExceptions = `${sdk}/api_lib/util/exceptions.py`;
export const troubleshooting = 'https://cloud.google.com/sdk/docs/troubleshooting';
export const serviceAccounts =
  'https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts';

export const email = 'spotinst-role-act-550cdfc7@shop-prod.iam.gserviceaccount.com';

const authenticated =
  'This command is authenticated as alice@example.com which is the active account specified by the [core/account] property.';

/** As gcloud prints a refusal: its command, the canonical code, Google's sentence, and details below. */
export const gcloud = (command: string, code: string, message: string, details = '') =>
  `ERROR: (gcloud.${command}) ${code}: ${message} ${authenticated}${details ? `\n${details}` : ''}`;

/** As the older commands print it. */
export const older = (command: string, instance: string, message: string) =>
  `ERROR: (gcloud.${command}) [alice@example.com] does not have permission to access projects instance [${instance}] (or it may not exist): ${message} ${authenticated}`;

/** As an API answers curl. */
export const answer = (code: number, status: string, message: string, details: object[] = []) =>
  JSON.stringify({ error: { code, message, status, details } }, null, 2);

/** As gcloud prints the violation of a constraint. */
export const violation = (description: string, subject: string, type: string) =>
  `- '@type': type.googleapis.com/google.rpc.PreconditionFailure\n  violations:\n  - description: ${description}\n    subject: ${subject}\n    type: ${type}`;
