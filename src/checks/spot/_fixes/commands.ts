import { authorization } from '../../../evidence/spot/_shared/envelope.ts';

const api = 'https://api.spotinst.io';
const headers = `${authorization} -H 'Content-Type: application/json'`;

/** Sends JSON to Spot; the command fails when Spot refuses. `body` is put between single quotes. */
const send = (path: string, body: string): string =>
  `curl -sS --fail-with-body -X POST "${api}${path}" ${headers} -d '${body}'`;

/** Gives a Spot account the role on AWS. */
export const connectAws = ({ account, role }: { account: string; role: string }): string =>
  send(
    `/setup/credentials/aws?accountId=${account}`,
    JSON.stringify({ credentials: { iamRole: role } }),
  );

/**
 * Makes a new key, gives it to Spot, and deletes the file. Spot does not know the field
 * universe_domain of newer keys.
 */
export const connectGcp = ({
  account,
  email,
  project,
}: {
  account: string;
  email: string;
  project: string;
}): string =>
  [
    `gcloud iam service-accounts keys create spot-key.json --iam-account=${email} --project=${project}`,
    `jq '{serviceAccount: del(.universe_domain)}' spot-key.json | curl -sS --fail-with-body -X POST "${api}/gcp/setup/credentials?accountId=${account}" ${headers} -d @-`,
    'rm spot-key.json',
  ].join('\n');

/** What a Spot account has on Azure. `expirationDate` is a date, YYYY-MM-DD. */
export interface AzureApplication {
  account: string;
  clientId: string;
  tenantId: string;
  subscriptionId: string;
  expirationDate: string;
}

/**
 * Adds a secret to the application beside those it has, and gives it to Spot. It is never written
 * to disk, and is no command's argument.
 */
export const connectAzure = ({
  account,
  clientId,
  tenantId,
  subscriptionId,
  expirationDate,
}: AzureApplication): string =>
  [
    `SECRET=$(az ad app credential reset --id ${clientId} --append --display-name spot --end-date ${expirationDate}T00:00:00Z --query password --output tsv)`,
    `SECRET="$SECRET" jq -n '{clientId: "${clientId}", clientSecret: env.SECRET, tenantId: "${tenantId}", subscriptionId: "${subscriptionId}", expirationDate: "${expirationDate}T00:00:00.000Z"}' | curl -sS --fail-with-body -X POST "${api}/azure/setup/credentials?accountId=${account}" ${headers} -d @-`,
  ].join('\n');
