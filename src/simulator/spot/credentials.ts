import { SpotError } from './errors.ts';
import type { AzureConnection, KeyFile } from './state.ts';

const keyFields: readonly (keyof KeyFile)[] = [
  'type',
  'project_id',
  'private_key_id',
  'private_key',
  'client_email',
  'client_id',
  'auth_uri',
  'token_uri',
  'auth_provider_x509_cert_url',
  'client_x509_cert_url',
];

/** The role's ARN of a request. Throws SpotError 400. */
export function awsConnectionOf(body: unknown): { iamRole: string } {
  const iamRole = field(field(body, 'credentials'), 'iamRole');
  if (typeof iamRole === 'string' && /^arn:aws(-[a-z-]+)?:iam::\d{12}:role\/.+/.test(iamRole))
    return { iamRole };
  throw new SpotError(400, 'credentials.iamRole must be the ARN of an IAM role.');
}

/** The key file of a request. Throws SpotError 400. */
export function gcpConnectionOf(body: unknown): { serviceAccount: KeyFile } {
  const file = field(body, 'serviceAccount');
  const missing = keyFields.filter(
    (name) => typeof field(file, name) !== 'string' || field(file, name) === '',
  );
  if (missing.length > 0) throw new SpotError(400, `serviceAccount lacks ${missing.join(', ')}.`);
  // Spot's own bulk script takes universe_domain out before it sends a key.
  const unknown = Object.keys(file as object).filter((name) => !keyFields.includes(name as never));
  if (unknown.length > 0)
    throw new SpotError(
      400,
      `serviceAccount has fields that are not known: ${unknown.join(', ')}.`,
    );
  return { serviceAccount: file as KeyFile };
}

/**
 * The application of a request; `expirationDate` is required when it is to be kept. Throws
 * SpotError 400.
 */
export function azureConnectionOf(body: unknown, { keep }: { keep: boolean }): AzureConnection {
  const wanted = [
    'clientId',
    'clientSecret',
    'tenantId',
    'subscriptionId',
    ...(keep ? ['expirationDate'] : []),
  ];
  const missing = wanted.filter(
    (name) => typeof field(body, name) !== 'string' || field(body, name) === '',
  );
  if (missing.length > 0)
    throw new SpotError(400, `These fields are required: ${missing.join(', ')}.`);
  const connection = body as AzureConnection;
  if (keep && Number.isNaN(Date.parse(connection.expirationDate)))
    throw new SpotError(400, 'expirationDate must be a date-time.');
  return connection;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
