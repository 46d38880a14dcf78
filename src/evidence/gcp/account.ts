/** The address of the service account that the reader's inputs name, as it stands in commands. */
export const serviceAccountEmail = '{{serviceAccountId}}@{{projectId}}.iam.gserviceaccount.com';
