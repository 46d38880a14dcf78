import { keyFileName } from '../../../evidence/gcp/key-file.ts';
import askFirst from '../../ask-first.ts';
import { quote } from '../../shell.ts';

/** The values that most commands of a fix hold. They are validated, so they need no quotes. */
export interface AccountInputs {
  projectId: string;
  serviceAccountId: string;
}

export const emailOf = ({ projectId, serviceAccountId }: AccountInputs) =>
  `${serviceAccountId}@${projectId}.iam.gserviceaccount.com`;

export const memberOf = (inputs: AccountInputs) => `serviceAccount:${emailOf(inputs)}`;

/** Address of a page of the console in this project. */
export const consolePage = (path: string, projectId: string) =>
  `https://console.cloud.google.com/${path}?project=${projectId}`;

export const enableApis = (projectId: string, apis: readonly string[]) =>
  `gcloud services enable ${apis.join(' ')} --project=${projectId}`;

/** An API that was on before is somebody's decision; what is off from the start is not. */
export const askAboutApis = (projectId: string, apis: readonly string[]) =>
  askFirst({
    summary:
      'Ask whether somebody switched them off on purpose. If nobody did, switch them on: it costs nothing and takes a minute or two.',
    who: 'someone with the role Service Usage Admin',
    send: `Spot works in the project ${projectId} and needs ${apis.join(', ')}, which ${apis.length === 1 ? 'is' : 'are'} off. Was that done on purpose, or may ${apis.length === 1 ? 'it' : 'they'} be switched on again?`,
    console: ['The Logs Explorer shows who did it: protoPayload.methodName:"DisableService".'],
    agreed: [enableApis(projectId, apis)],
  });

export const createAccount = (inputs: AccountInputs) =>
  `gcloud iam service-accounts create ${inputs.serviceAccountId} --display-name=${inputs.serviceAccountId} --project=${inputs.projectId}`;

export const grant = (projectId: string, member: string, role: string) =>
  `gcloud projects add-iam-policy-binding ${projectId} --member="${member}" --role=${quote(role)} --condition=None`;

export const revoke = (projectId: string, member: string, role: string) =>
  `gcloud projects remove-iam-policy-binding ${projectId} --member="${member}" --role=${quote(role)} --condition=None`;

/** Takes a role away from a member whatever its conditions are. */
export const revokeAll = (projectId: string, member: string, role: string) =>
  `gcloud projects remove-iam-policy-binding ${projectId} --member="${member}" --role=${quote(role)} --all`;

/** Writes the key file and prints it: it is typed in on the page next. */
export const createKey = (inputs: AccountInputs) =>
  `gcloud iam service-accounts keys create ${keyFileName} --iam-account=${emailOf(inputs)} --project=${inputs.projectId}\ncat ${keyFileName}`;

export const deleteKeys = (inputs: AccountInputs, ids: readonly string[]) =>
  ids
    .map(
      (id) =>
        `gcloud iam service-accounts keys delete ${quote(id)} --iam-account=${emailOf(inputs)} --project=${inputs.projectId} --quiet`,
    )
    .join('\n');

/** The console's way to a new key. */
export const keyInConsole = (inputs: AccountInputs) => [
  `Open ${consolePage('iam-admin/serviceaccounts', inputs.projectId)} and choose ${emailOf(inputs)}.`,
  'Choose Keys > Add key > Create new key > JSON > Create. The file is downloaded once.',
];
