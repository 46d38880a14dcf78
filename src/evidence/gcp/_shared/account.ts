/** The address of the service account that the reader's inputs name, as it stands in commands. */
export const serviceAccountEmail = '{{serviceAccountId}}@{{projectId}}.iam.gserviceaccount.com';

/** The service account of the inputs in the IAM API. */
export const serviceAccountUrl = `https://iam.googleapis.com/v1/projects/{{projectId}}/serviceAccounts/${serviceAccountEmail}`;
