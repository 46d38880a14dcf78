/**
 * What the templates are filled with, for each provider whose workflows `npm run new` begins: the
 * smallest thing that its command line can make and take away again. Names are those of the slots
 * in `templates/`.
 */
export type FirstDraft = Readonly<Record<Slot, string>>;

type Slot =
  // The page.
  | 'about'
  | 'who'
  | 'creates'
  | 'createTitle'
  | 'createMeta'
  | 'createCommand'
  | 'createSeen'
  | 'removeCommand'
  // The runbook and its card.
  | 'createRights'
  | 'removeRights'
  | 'inputs'
  | 'answer'
  // What Spot may do, and who trusts whom.
  | 'scope'
  | 'permission'
  | 'thing'
  | 'thingTitle'
  | 'owner'
  | 'resources'
  // The proof.
  | 'seedImports'
  | 'worldImport'
  | 'worldType'
  | 'World'
  | 'emptyDoc'
  | 'emptyWorld'
  | 'makeHealthy'
  | 'removeParameters'
  | 'remove'
  | 'afterFix'
  // The checks and their tests.
  | 'evidence'
  | 'evidenceFile'
  | 'checkInputs'
  | 'name'
  | 'isThere'
  | 'testInputs'
  | 'testThere'
  | 'testGone';

const aws: FirstDraft = {
  about: 'Spot needs a bucket in your account. This guide makes it.',
  who: 'One person who can sign in to the AWS account.',
  creates: 'One S3 bucket.',
  createRights: `['s3:CreateBucket']`,
  removeRights: `['s3:DeleteBucket']`,
  createTitle: 'Create the bucket',
  createMeta: '',
  createCommand: 'aws s3api create-bucket --bucket {{bucketName}} --region us-east-1',
  createSeen: 'the address of the bucket.',
  removeCommand: 'aws s3api delete-bucket --bucket {{bucketName}} --region us-east-1',
  inputs: `    bucketName: {
      kind: 's3-bucket-name',
      label: 'Bucket name',
      help: 'Names are unique worldwide, so take one that contains your account ID.',
      placeholder: 'spot-111122223333',
    },`,
  answer: `{ use: 'servers', have: 'manual' }`,
  scope: 'your AWS account',
  permission: 'ec2:DescribeInstances',
  thing: 'the bucket',
  thingTitle: 'The bucket',
  owner: 'Your AWS account',
  resources: 'EC2',
  seedImports: `import { createBucket } from '../../../src/simulator/aws/s3/state.ts';`,
  worldImport: `import { defineProof, type InputsOf } from '../../define-faults.ts';
import { type AwsWorld, createAwsWorld, findRegion, readerAccountId } from '../_world/world.ts';`,
  worldType: `type BucketWorld = AwsWorld<InputsOf<typeof runbook>>;

`,
  World: 'BucketWorld',
  emptyDoc: 'The account before the guide starts, and its administrator.',
  emptyWorld: `  return createAwsWorld(simulator, {
    accountId: readerAccountId,
    accountName: 'Example Corp',
    inputs: { bucketName: 'spot-111122223333', ...inputs },
  });`,
  makeHealthy: `  createBucket(subject.world, {
    name: subject.inputs.bucketName,
    ownerAccount: subject.account.id,
    region: findRegion(subject),
  });`,
  removeParameters: '{ world, inputs }',
  remove: '  world.aws.buckets.delete(inputs.bucketName);',
  afterFix: '',
  evidence: 'bucketLocation',
  evidenceFile: 'bucket-location',
  checkInputs: 'bucketName',
  name: 'bucketName',
  isThere: 'bucketLocation',
  testInputs: `{ bucketName: 'spot-111122223333' }`,
  testThere: `{ LocationConstraint: 'us-east-1' }`,
  testGone: `{ status: 'absent', code: 'NoSuchBucket', message: 'NoSuchBucket' }`,
};

const gcp: FirstDraft = {
  about: 'Spot needs a service account in your project. This guide makes it.',
  who: 'One person who can sign in to the Google Cloud project.',
  creates: 'One service account.',
  createRights: `['resourcemanager.projects.get', 'iam.serviceAccounts.create', 'iam.serviceAccounts.get']`,
  removeRights: `['iam.serviceAccounts.delete']`,
  createTitle: 'Create the service account',
  createMeta: '',
  createCommand:
    'gcloud iam service-accounts create {{serviceAccountId}} --project={{projectId}} --display-name=Spot',
  createSeen: '*Created service account*.',
  removeCommand:
    'gcloud iam service-accounts delete {{serviceAccountId}}@{{projectId}}.iam.gserviceaccount.com --project={{projectId}} --quiet',
  inputs: `    projectId: {
      kind: 'gcp-project-id',
      label: 'Project ID',
      help: 'The ID, not the name or the number.',
      placeholder: 'shop-prod-482913',
    },
    serviceAccountId: {
      kind: 'gcp-service-account-id',
      label: 'Service account ID',
      help: '6 to 30 small letters, digits and hyphens.',
      placeholder: 'spot-reader',
      suggestion: 'spot-reader',
    },`,
  answer: `{ use: 'servers', have: 'manual' }`,
  scope: 'your project',
  permission: 'compute.instances.list',
  thing: 'the service account',
  thingTitle: 'The service account',
  owner: 'Your Google Cloud project',
  resources: 'Compute Engine',
  seedImports: `import type { Identities } from '../../../src/simulator/command-line.ts';
import {
  createProject,
  createServiceAccount,
  createUser,
  limitUser,
} from '../../../src/simulator/gcp/seed.ts';
import type { GcpIdentity } from '../../../src/simulator/gcp/state.ts';`,
  worldImport: `import { defineProof, type InputsOf, type ProofWorld } from '../../define-faults.ts';`,
  worldType: `/** A world around one project. */
interface ProjectWorld extends ProofWorld<InputsOf<typeof runbook>> {
  reader: Identities & { gcp: GcpIdentity };
}

`,
  World: 'ProjectWorld',
  emptyDoc: 'The project before the guide starts, and its owner.',
  emptyWorld: `  const world = simulator.createWorld();
  // Google knows a service account by its address, so no two worlds may have the same project.
  const projectId = \`shop-prod-\${world.id}\`;
  createProject(world, { projectId, enabledApis: ['iam', 'cloudresourcemanager'] });
  const reader = createUser(world, {
    email: 'alice@example.com',
    projectId,
    roles: { [\`projects/\${projectId}\`]: ['roles/owner'] },
  });
  return {
    world,
    reader: { gcp: reader },
    spot: {},
    limitReader: (rights) => limitUser(world, reader, projectId, rights),
    inputs: { projectId, serviceAccountId: 'spot-reader', ...inputs },
  };`,
  makeHealthy: `  createServiceAccount(subject.world, {
    projectId: subject.inputs.projectId,
    accountId: subject.inputs.serviceAccountId,
  });`,
  removeParameters: '{ world }',
  remove: '  world.gcp.serviceAccounts.clear();',
  afterFix: '',
  evidence: 'serviceAccount',
  evidenceFile: 'service-account',
  checkInputs: 'projectId serviceAccountId',
  name: 'serviceAccountId',
  isThere: `serviceAccount?.some(({ email }) => email.split('@')[0] === inputs.serviceAccountId)`,
  testInputs: `{ projectId: 'shop-prod-482913', serviceAccountId: 'spot-reader' }`,
  testThere: `[{ email: 'spot-reader@shop-prod-482913.iam.gserviceaccount.com' }]`,
  testGone: `{ status: 'found', value: [] }`,
};

const azure: FirstDraft = {
  about: 'Spot needs an app registration in your directory. This guide makes it.',
  who: 'One person who may register apps in Microsoft Entra ID.',
  creates: 'One app registration.',
  createRights: `['microsoft.directory/applications/createAsOwner']`,
  removeRights: '[]',
  createTitle: 'Register the app',
  createMeta: ' output="clientId"',
  createCommand:
    'az ad app create --display-name "{{appName}}" --sign-in-audience AzureADMyOrg --query appId --output tsv',
  createSeen: 'the application (client) ID. Put it into **Application (client) ID** above.',
  removeCommand: 'az ad app delete --id {{clientId}}',
  inputs: `    appName: {
      kind: 'azure-app-name',
      label: 'App name',
      help: 'Take one that no app of your directory has.',
      placeholder: 'Spot',
      suggestion: 'Spot',
    },
    clientId: {
      kind: 'azure-client-id',
      label: 'Application (client) ID',
      help: 'Comes out of the first step, so leave it empty until then.',
      placeholder: 'bbbbbbbb-cccc-dddd-eeee-ffffffffffff',
    },`,
  answer: `{ use: 'servers' }`,
  scope: 'your subscription',
  permission: 'Microsoft.Compute/virtualMachines/read',
  thing: 'the app registration',
  thingTitle: 'The app registration',
  owner: 'Your Azure tenant',
  resources: 'Subscription',
  seedImports: `import limitUser from '../../../src/simulator/azure/limit-user.ts';
import {
  createApplication,
  createSubscription,
  createTenant,
  createUser,
} from '../../../src/simulator/azure/seed.ts';
import type { Tenant } from '../../../src/simulator/azure/state.ts';`,
  worldImport: `import { defineProof, type InputsOf, type ProofWorld } from '../../define-faults.ts';`,
  worldType: `/** A world around one directory. */
interface DirectoryWorld extends ProofWorld<InputsOf<typeof runbook, 'clientId'>> {
  tenant: Tenant;
}

`,
  World: 'DirectoryWorld',
  emptyDoc: 'The directory before the guide starts, and a member who may register apps.',
  emptyWorld: `  const world = simulator.createWorld();
  const tenant = createTenant(world);
  const subscription = createSubscription(world, { tenant, displayName: 'Production' });
  const reader = createUser(world, { tenant, upn: 'alex', subscriptionId: subscription.id });
  return {
    world,
    tenant,
    reader: { azure: reader },
    spot: {},
    limitReader: (rights) => limitUser(world, reader, { directoryPermissions: rights }),
    inputs: { appName: 'Spot', ...inputs },
  };`,
  makeHealthy: `  const { application } = createApplication(subject.world, {
    tenant: subject.tenant,
    displayName: subject.inputs.appName,
    owner: subject.reader.azure?.objectId,
  });
  subject.inputs.clientId = application.appId;`,
  removeParameters: '{ tenant }',
  remove: '  tenant.applications.clear();',
  afterFix: `
      // A new app has a new ID, which the command prints.
      correctInputs(inputs, [clientId = '']) {
        inputs.clientId = clientId.trim();
      },`,
  evidence: 'application',
  evidenceFile: 'application',
  checkInputs: 'appName clientId',
  name: 'clientId',
  isThere: 'application',
  testInputs: `{ appName: 'Spot', clientId: 'bbbbbbbb-cccc-4ddd-8eee-ffffffffffff' }`,
  testThere: `{ appId: 'bbbbbbbb-cccc-4ddd-8eee-ffffffffffff' }`,
  testGone: `{ status: 'absent', code: 'Request_ResourceNotFound', message: 'not found' }`,
};

/** By provider. Spot's own workflows are few, and begin as a copy. */
export const firstDrafts: Readonly<Record<string, FirstDraft>> = { aws, gcp, azure };
