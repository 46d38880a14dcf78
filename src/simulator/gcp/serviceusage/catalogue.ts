/**
 * Titles of the APIs that can be turned on, by the first label of their host. Any other API is
 * unknown.
 */
const titles: Readonly<Record<string, string>> = {
  analyticshub: 'Analytics Hub API',
  bigquery: 'BigQuery API',
  bigqueryconnection: 'BigQuery Connection API',
  bigquerydatapolicy: 'BigQuery Data Policy API',
  bigquerydatatransfer: 'BigQuery Data Transfer API',
  bigquerymigration: 'BigQuery Migration API',
  bigqueryreservation: 'BigQuery Reservation API',
  bigquerystorage: 'BigQuery Storage API',
  cloudapis: 'Google Cloud APIs',
  cloudasset: 'Cloud Asset API',
  cloudbilling: 'Cloud Billing API',
  cloudcommerceprocurement: 'Cloud Commerce Partner Procurement API',
  cloudresourcemanager: 'Cloud Resource Manager API',
  cloudtrace: 'Cloud Trace API',
  compute: 'Compute Engine API',
  container: 'Kubernetes Engine API',
  dataform: 'Dataform API',
  dataplex: 'Cloud Dataplex API',
  datastore: 'Cloud Datastore API',
  iam: 'Identity and Access Management (IAM) API',
  iamcredentials: 'IAM Service Account Credentials API',
  logging: 'Cloud Logging API',
  monitoring: 'Cloud Monitoring API',
  orgpolicy: 'Organization Policy API',
  oslogin: 'Cloud OS Login API',
  pubsub: 'Cloud Pub/Sub API',
  recommender: 'Recommender API',
  servicemanagement: 'Service Management API',
  serviceusage: 'Service Usage API',
  'sql-component': 'Cloud SQL',
  storage: 'Cloud Storage API',
  'storage-api': 'Google Cloud Storage JSON API',
  'storage-component': 'Cloud Storage',
};

/** APIs by host, e.g. `iam.googleapis.com`. */
export const catalogue: ReadonlyMap<string, string> = new Map(
  Object.entries(titles).map(([name, title]) => [`${name}.googleapis.com`, title]),
);

/** APIs that cannot be turned on without a billing account. */
export const billed: ReadonlySet<string> = new Set([
  'compute.googleapis.com',
  'container.googleapis.com',
]);
