import {
  addBeside,
  addOnTop,
  addRow,
  changeNumber,
  inText,
  mapObjects,
  mapStatements,
  mapValues,
  setFields,
  setText,
  toList,
  toSingle,
} from './change-json.ts';
import type { Json } from './operators.ts';

/** Another way in which a right set-up may look. */
export interface LegitimateChange {
  what: string;
  /** Why it says nothing about whether the set-up is right. */
  why: string;
  /** The provider whose evidence may look so; without one, each. */
  provider?: string;
  /** The kinds of evidence that may look so. */
  kinds?: readonly string[];
  change(value: Json): Json;
}

const earlier = setFields(
  [
    'CreateDate',
    'CreationDate',
    'createdDateTime',
    'createdOn',
    'updatedOn',
    'createTime',
    'startDateTime',
    'validAfterTime',
  ],
  (value) => (typeof value === 'string' ? value.replace(/^\d{4}/, '2019') : value),
);

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Whether a statement is one of an identity's policy: it names resources and nobody. */
const isOfIdentity = (one: Json) =>
  typeof one === 'object' && one !== null && 'Resource' in one && !('Principal' in one);

export const legitimateChanges: readonly LegitimateChange[] = [
  {
    what: 'descriptions in other words',
    why: 'people write them',
    change: setText(
      ['Description', 'description', 'notes', 'Sid', 'message'],
      'Kept by platform team ASK cloud',
    ),
  },
  {
    what: 'made years ago',
    why: 'nothing expires that has no end',
    change: earlier,
  },
  {
    what: 'the end of the list, said',
    why: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html',
    provider: 'aws',
    change: addOnTop({ IsTruncated: false }),
  },
  {
    what: 'no next page, said',
    why: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html',
    provider: 'aws',
    change: addOnTop({ NextToken: null }),
  },
  {
    what: 'no next page, said',
    why: 'https://learn.microsoft.com/rest/api/azure/#async-operations-throttling-and-paging',
    provider: 'azure',
    change: addOnTop({ nextLink: null }),
  },
  {
    what: 'an empty next page, said',
    why: 'https://cloud.google.com/apis/design/design_patterns#list_pagination',
    provider: 'gcp',
    change: addOnTop({ nextPageToken: '' }),
  },
  {
    what: 'lists of one instead of texts in policies',
    why: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    provider: 'aws',
    change: changeNumber(toList),
  },
  {
    what: 'texts instead of lists of one in policies',
    why: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
    provider: 'aws',
    change: changeNumber(toSingle),
  },
  {
    what: 'a statement instead of a list of one',
    why: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html',
    provider: 'aws',
    change: setFields(['Statement'], toSingle),
  },
  {
    what: 'statements without Sid',
    why: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html',
    provider: 'aws',
    change: mapStatements(({ Sid: _, ...statement }) => statement),
  },
  {
    what: 'actions in lower case',
    why: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html: “The prefix and the action name are case insensitive.”',
    provider: 'aws',
    change: mapStatements((statement) =>
      mapValues(statement, (value, field) =>
        /Action$/.test(field) ? inText(value, (text) => text.toLowerCase()) : value,
      ),
    ),
  },
  {
    what: 'keys of conditions in lower case',
    why: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html: “Condition key names are not case-sensitive.”',
    provider: 'aws',
    change: mapStatements((statement) =>
      mapValues(statement, (value, field) =>
        field === 'Condition'
          ? inText(value, (text) =>
              text.replace(/"(?:aws|sts|s3):\w+":/gi, (key) => key.toLowerCase()),
            )
          : value,
      ),
    ),
  },
  {
    what: 'another statement, for somebody else',
    why: 'what others may do with what is theirs does not concern Spot',
    provider: 'aws',
    change: setFields(['Statement'], (value) =>
      Array.isArray(value) && value.every(isOfIdentity)
        ? [
            ...value,
            { Effect: 'Deny', Action: 'chime:*', Resource: 'arn:aws:chime::444455556666:user/*' },
          ]
        : value,
    ),
  },
  {
    what: 'tags, and when it was last used',
    why: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html',
    provider: 'aws',
    change: addBeside('RoleId', {
      Description: 'made by hand',
      Tags: [{ Key: 'team', Value: 'platform' }],
      RoleLastUsed: { LastUsedDate: '2026-10-01T08:00:00+00:00', Region: 'eu-west-1' },
    }),
  },
  {
    what: 'longer sessions',
    why: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html',
    provider: 'aws',
    change: setFields(['MaxSessionDuration'], () => 43_200),
  },
  {
    what: 'a caller who assumed a role',
    why: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html',
    provider: 'aws',
    change: (value) =>
      mapObjects(value, (object) =>
        'UserId' in object && 'Account' in object
          ? {
              ...object,
              UserId: 'AROAEXAMPLEEXAMPLE42X:sam@example.com',
              Arn: `arn:aws:sts::${object.Account}:assumed-role/AWSReservedSSO_Admin_0a1b2c/sam@example.com`,
            }
          : object,
      ),
  },
  {
    what: 'files in parts, and in another class that is read at once',
    why: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html',
    provider: 'aws',
    change: (value) =>
      mapObjects(value, (object) =>
        'StorageClass' in object
          ? { ...object, StorageClass: 'STANDARD_IA', ETag: '"9b2cf535f27731c974343645a3985328-3"' }
          : object,
      ),
  },
  {
    what: 'a bucket key',
    why: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html',
    provider: 'aws',
    change: setFields(['BucketKeyEnabled'], () => true),
  },
  {
    what: 'UUIDs in upper case',
    why: 'https://www.rfc-editor.org/rfc/rfc9562#section-4: they are case-insensitive on input',
    provider: 'azure',
    change: (value) => inText(value, (text) => text.replace(uuids, (id) => id.toUpperCase())),
  },
  {
    what: 'resource ids in lower case',
    why: 'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules: names and ids are case-insensitive',
    provider: 'azure',
    change: (value) =>
      inText(value, (text) => text.replace(/"\/[^"\\]*"/g, (id) => id.toLowerCase())),
  },
  {
    what: 'actions in lower case',
    why: 'https://learn.microsoft.com/azure/role-based-access-control/role-definitions: strings of actions are compared without regard to case',
    provider: 'azure',
    change: setFields(['actions', 'notActions'], (value) =>
      inText(value, (text) => text.toLowerCase()),
    ),
  },
  {
    what: 'tags',
    why: 'https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources',
    provider: 'azure',
    change: addBeside('subscriptionId', { tags: { team: 'platform', scope: 'all' } }),
  },
  {
    what: 'who made it, and a page of its own',
    why: 'https://learn.microsoft.com/graph/api/resources/application',
    provider: 'azure',
    change: (value) =>
      setText(
        ['homePageUrl', 'logoutUrl', 'marketingUrl', 'supportUrl'],
        'https://example.com/spot',
      )(setText(['createdBy', 'updatedBy'], '0b9f2c1d-5e4a-4c3b-8a7d-6f5e4d3c2b1a')(value)),
  },
  {
    what: 'a secret without a name',
    why: 'https://learn.microsoft.com/graph/api/resources/passwordcredential: displayName is optional',
    provider: 'azure',
    change: (value) =>
      mapObjects(value, (object) =>
        'keyId' in object && 'endDateTime' in object ? { ...object, displayName: null } : object,
      ),
  },
  {
    what: 'another version and etag',
    why: 'https://cloud.google.com/iam/docs/reference/rest/v1/Policy: etags change with every write; version 3 has conditions',
    provider: 'gcp',
    change: (value) => setFields(['version'], () => 3)(setText(['etag'], 'BwYz0123abc=')(value)),
  },
  {
    what: 'labels',
    why: 'https://cloud.google.com/resource-manager/reference/rest/v1/projects',
    provider: 'gcp',
    change: addBeside('projectNumber', { labels: { team: 'platform' } }),
  },
  {
    what: 'somebody else with the same role',
    why: 'what others may do does not concern Spot',
    provider: 'gcp',
    change: setFields(['members'], (value) =>
      Array.isArray(value) ? [...value, 'group:operators@example.com'] : value,
    ),
  },
  {
    what: 'when policies were last written',
    why: 'https://cloud.google.com/resource-manager/docs/reference/orgpolicy/rest/v2/organizations.policies',
    provider: 'gcp',
    change: addBeside('rules', { etag: 'CMq0', updateTime: '2026-01-01T00:00:00Z' }),
  },
  {
    what: 'another request',
    why: 'https://docs.spot.io/api/: an answer repeats what was asked, with a number of its own',
    provider: 'spot',
    change: (value) =>
      mapObjects(value, (object) =>
        'timestamp' in object && 'method' in object
          ? {
              ...object,
              id: '0b9f2c1d-5e4a-4c3b-8a7d-6f5e4d3c2b1a',
              timestamp: '2026-12-01T10:00:00.000Z',
            }
          : object,
      ),
  },
  {
    what: 'another bucket',
    why: 'the list holds all buckets of the account',
    kinds: ['aws/owned-buckets'],
    change: addRow('Buckets', { Name: 'acme-logs', CreationDate: '2020-02-02T02:02:02+00:00' }),
  },
  {
    what: 'another report, into another bucket',
    why: 'the list holds all reports of the account',
    kinds: ['aws/report-definitions'],
    change: addRow('ReportDefinitions', {
      ReportName: 'finance-daily',
      TimeUnit: 'DAILY',
      Format: 'textORcsv',
      Compression: 'GZIP',
      AdditionalSchemaElements: [],
      S3Bucket: 'acme-finance',
      S3Prefix: 'daily',
      S3Region: 'eu-west-1',
      AdditionalArtifacts: [],
      RefreshClosedReports: false,
      ReportVersioning: 'CREATE_NEW_REPORT',
    }),
  },
  {
    what: 'a report that was delivered, and costs split by container',
    why: 'https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_cur_ReportDefinition.html',
    provider: 'aws',
    change: (value) =>
      addBeside('ReportName', {
        ReportStatus: { lastDelivery: '20261128T020000Z', lastStatus: 'SUCCESS' },
      })(
        setFields(['AdditionalSchemaElements'], (list) =>
          Array.isArray(list) ? [...list, 'SPLIT_COST_ALLOCATION_DATA'] : list,
        )(value),
      ),
  },
  {
    what: 'nothing without TLS',
    why: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html asks for it; Spot and AWS use TLS 1.2',
    kinds: ['aws/bucket-policy'],
    change: setFields(['Statement'], (statements) => {
      const [first] = Array.isArray(statements) ? statements : [];
      const resource = JSON.stringify(first).match(/arn:aws[\w-]*:s3:::[\w.-]+/)?.[0];
      if (!Array.isArray(statements) || !resource) return statements;
      const refuse = (Condition: Json): Json => ({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [resource, `${resource}/*`],
        Condition,
      });
      return [
        refuse({ Bool: { 'aws:SecureTransport': 'false' } }),
        ...statements,
        refuse({ NumericLessThan: { 's3:TlsVersion': '1.2' } }),
      ];
    }),
  },
  {
    what: 'patterns without wildcards in conditions',
    why: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html: without wildcards StringLike compares as StringEquals does',
    kinds: ['aws/role'],
    change: mapStatements((statement) =>
      mapValues(statement, (value, field) =>
        field === 'Condition'
          ? inText(value, (text) => text.replaceAll('"StringEquals"', '"StringLike"'))
          : value,
      ),
    ),
  },
  {
    what: 'kinds of encryption that nobody uses are blocked',
    why: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html',
    provider: 'aws',
    change: addBeside('BucketKeyEnabled', {
      BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
    }),
  },
  {
    what: 'definitions of roles without the scope in front',
    why: 'https://learn.microsoft.com/azure/role-based-access-control/role-definitions-list: /providers/Microsoft.Authorization/roleDefinitions/{id} is the same role',
    provider: 'azure',
    change: setFields(['roleDefinitionId'], (value) =>
      typeof value === 'string' && /^\/subscriptions\//.test(value)
        ? value.slice(value.toLowerCase().indexOf('/providers/microsoft.authorization'))
        : value,
    ),
  },
  {
    what: 'all fields of an assignment',
    why: 'https://learn.microsoft.com/rest/api/authorization/role-assignments/list-for-scope',
    provider: 'azure',
    change: addBeside('principalId', {
      conditionVersion: null,
      delegatedManagedIdentityResourceId: null,
      description: null,
    }),
  },
  {
    what: 'another role that somebody made',
    why: 'the list holds all custom roles of the directory',
    kinds: ['azure/tenant-custom-roles'],
    change: addRow('value', {
      id: '/providers/Microsoft.Authorization/roleDefinitions/5d3c2b1a-0b9f-4c3b-8a7d-6f5e4d3c2b1a',
      name: '5d3c2b1a-0b9f-4c3b-8a7d-6f5e4d3c2b1a',
      type: 'Microsoft.Authorization/roleDefinitions',
      properties: {
        roleName: 'Night shift',
        type: 'CustomRole',
        description: '',
        assignableScopes: ['/subscriptions/6f5e4d3c-0b9f-4c3b-8a7d-6f5e4d3c2b1a'],
        permissions: [{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }],
      },
    }),
  },
  {
    what: 'another namespace',
    why: 'the list holds all namespaces, and new ones come',
    kinds: ['azure/resource-providers'],
    change: addRow('value', {
      namespace: 'Microsoft.Quantum',
      registrationState: 'NotRegistered',
    }),
  },
  {
    what: 'another service',
    why: 'the list holds all services that are on',
    kinds: ['gcp/services'],
    change: addRow(undefined, { config: { name: 'dns.googleapis.com' }, state: 'ENABLED' }),
  },
  {
    what: 'a folder in between, with an empty policy',
    why: 'gcloud prints {"etag": "ACAB"} for a policy that nobody wrote',
    kinds: ['gcp/ancestor-policies'],
    change: (value) =>
      Array.isArray(value)
        ? value.toSpliced(1, 0, { id: '715120403020', type: 'folder', policy: { etag: 'ACAB' } })
        : value,
  },
  {
    what: 'who reads what is logged',
    why: 'https://cloud.google.com/iam/docs/reference/rest/v1/Policy#AuditConfig',
    kinds: ['gcp/project-policy'],
    change: addBeside('bindings', {
      auditConfigs: [{ service: 'allServices', auditLogConfigs: [{ logType: 'DATA_READ' }] }],
    }),
  },
  {
    what: 'a role that is called beta',
    why: 'https://cloud.google.com/iam/docs/reference/rest/v1/organizations.roles#RoleLaunchStage: all stages but DISABLED work',
    provider: 'gcp',
    change: setText(['stage'], 'BETA'),
  },
  {
    what: 'another account of the organization',
    why: 'the list holds all accounts that the token may see',
    kinds: ['spot/accounts'],
    change: (value) =>
      mapObjects(value, (object) =>
        Array.isArray(object.items)
          ? {
              ...object,
              count: object.items.length + 1,
              items: [
                ...object.items,
                {
                  ...(object.items[0] as Record<string, Json>),
                  accountId: 'act-0b9f2c1d',
                  name: 'night shift',
                  cloudProvider: 'AWS',
                  providerExternalId: '210987654321',
                },
              ],
            }
          : object,
      ),
  },
];

/** Another way in which the same output may come out of a terminal. */
export interface LegitimateText {
  what: string;
  provider?: string;
  change(text: string, command: string): string;
}

const atPrompt = (prompt: string) => (text: string, command: string) =>
  `${prompt}${command}\n${text.trimEnd()}\n${prompt}`;

export const legitimateTexts: readonly LegitimateText[] = [
  { what: 'lines end as on Windows', change: (text) => text.replace(/\r?\n/g, '\r\n') },
  { what: 'a byte order mark', change: (text) => `\uFEFF${text}` },
  { what: 'a prompt of bash', change: atPrompt('sam@host:~/spot$ ') },
  { what: 'a prompt of zsh', change: atPrompt('sam@mac ~ % ') },
  { what: 'a prompt of Cloud Shell', change: atPrompt('sam@cloudshell:~ (shop-prod)$ ') },
  { what: 'a prompt of PowerShell', change: atPrompt('PS C:\\Users\\sam> ') },
  { what: 'blank lines around it', change: (text) => `\n\n  \n${text}\n\n` },
  {
    what: 'coloured',
    change: (text) => text.replace(/"([A-Za-z]\w*)":/g, '\u001b[94m"$1"\u001b[39;49;00m:'),
  },
  {
    what: 'a warning before it',
    provider: 'azure',
    change: (text) =>
      `WARNING: The behavior of this command has been altered by the following extension: account\n${text}`,
  },
  {
    what: 'a warning before it',
    provider: 'gcp',
    change: (text) => `WARNING: This command is using service account impersonation.\n\n${text}`,
  },
  {
    what: 'a notice after it',
    provider: 'gcp',
    change: (text) =>
      `${text.trimEnd()}\n\n\nUpdates are available for some Google Cloud CLI components.  To install them,\nplease run:\n  $ gcloud components update\n\n`,
  },
  {
    what: 'a warning before it',
    provider: 'aws',
    change: (text) =>
      `/usr/lib/python3/dist-packages/urllib3/connectionpool.py:1045: InsecureRequestWarning: Unverified HTTPS request\n  warnings.warn(\n${text}`,
  },
];
