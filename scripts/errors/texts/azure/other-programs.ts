import { type ErrorText, textsFrom } from '../../error-text.ts';

/** What PowerShell's Az module, Terraform, the portal and other languages print of Azure. */
const texts: readonly ErrorText[] = [
  ...textsFrom('https://github.com/Azure/azure-cli/issues/32544', [
    [
      "Authentication failed against tenant 1a092f68-5741-455a-8057-2acdb897a850 'Acme': SubError: message_only V2Error: invalid_grant AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance. Trace ID: 5f11e3a3-90c5-4465-a60f-4ea7f8bb3a00 Correlation ID: dfd11e0b-beac-486c-8f5b-4051560eb531 Timestamp: 2025-12-15 15:16:48Z. Status: Response_Status.Status_InteractionRequired, Error code: 3399614476, Tag: 557973645",
      'azure/conditional-access',
    ],
  ]),
  ...textsFrom('https://github.com/AzureAD/microsoft-authentication-library-for-java/issues/597', [
    [
      'MsalInteractionRequiredException: AADSTS53005: access has been blocked by conditional access policies. The access policy does not allow token issuance.',
      'azure/conditional-access',
    ],
  ]),
  ...textsFrom('https://github.com/microsoft/azure-devops-mcp/issues/776', [
    [
      'Error Code: 53003\nRequest Id: a383b1e8-6582-46dd-9d00-1f0acd8c0200\nCorrelation Id: 80de1e24-d994-43dc-8002-adadd5ab651c\nApp name: Microsoft Azure CLI\nDevice platform: Windows 10\nDevice state: DomainJoined',
      'azure/conditional-access',
    ],
  ]),
  ...textsFrom('https://github.com/hashicorp/terraform-provider-azurerm/issues/17478', [
    [
      `Error: waiting for deletion of Private Endpoint: Code="ScopeLocked" Message="Call to Microsoft.Storage/storageAccounts failed. Error message: The scope '/subscriptions/1/resourceGroups/rg' cannot perform delete operation because following scope(s) are locked: '/subscriptions/1/resourcegroups/rg'. Please remove the lock and try again."`,
      'azure/lock',
    ],
  ]),
  ...textsFrom('https://github.com/microsoft/vscode-apimanagement/issues/348', [
    [
      `Error type: RequestDisallowedByPolicy\nError Message: Resource 'app' was disallowed by policy. Policy identifiers: '[{"policyAssignment":{"name":"Lab","id":"/subscriptions/1/providers/Microsoft.Authorization/policyAssignments/Lab"},"policyDefinition":{"name":"Lab","id":"/subscriptions/1/providers/Microsoft.Authorization/policyDefinitions/Lab"}}]'.`,
      'azure/policy',
    ],
  ]),
  ...textsFrom(
    'https://learn.microsoft.com/en-us/azure/azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy',
    [
      [
        'InvalidTemplateDeployment - The template deployment failed because of policy violation. Please see details for more information.',
        'azure/policy',
      ],
    ],
  ),
  ...textsFrom('https://github.com/Azure/azure-cli/issues/31703', [
    [
      'Interactive authentication is needed. Please run:\naz login --scope https://storage.azure.com/.default',
      'azure/not-signed-in',
    ],
    [
      'Run the command below to authenticate interactively; additional arguments may be added as needed:\naz logout\naz login --tenant "1" --scope "https://management.core.windows.net//.default" --claims-challenge "eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="',
      'azure/not-signed-in',
    ],
  ]),
  ...textsFrom('https://learn.microsoft.com/en-us/powershell/azure/troubleshooting', [
    [
      "WARNING: Unable to acquire token for tenant '1' with error 'Authentication failed against tenant 1. User interaction is required. This may be due to the conditional access policy settings such as multi-factor authentication (MFA). If you need to access subscriptions in that tenant, please rerun 'Connect-AzAccount' with additional parameter '-TenantId 1'.'",
      'azure/second-factor',
    ],
    ['Get-AzContext: Run Connect-AzAccount to login.', 'azure/not-signed-in'],
    [
      'No account found in the context. Please login using Connect-AzAccount.',
      'azure/not-signed-in',
    ],
    [
      'Get-AzRoleAssignment: Your Azure credentials have not been set up or have expired, please run Connect-AzAccount to set up your Azure credentials.',
      'azure/not-signed-in',
    ],
    [
      'Set-AzContext : Please provide a valid tenant or a valid subscription.',
      'azure/subscription-not-in-sign-in',
    ],
  ]),
  ...textsFrom('https://github.com/MicrosoftLearning/mslearn-databricks/issues/3', [
    [
      "New-AzRoleAssignment: /home/alice/setup.ps1:130\nLine |\n 130 |          New-AzRoleAssignment -SignInName $userName -RoleDefinitionNam …\n     |          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n     | Operation returned an invalid status code 'Forbidden'",
      'azure/refused-bare',
    ],
  ]),
  ...textsFrom('https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes', [
    [
      'Désolé, nous n’avons pas réussi à vous connecter.\nAADSTS50079: En raison d’une modification de configuration apportée par votre administrateur, vous devez vous inscrire à l’authentification multifacteur.',
      'azure/second-factor',
    ],
  ]),
  ...textsFrom(
    'https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_command_precedence',
    [
      [
        "az : Le terme «az» n'est pas reconnu comme nom d'applet de commande, fonction, fichier de script ou programme exécutable.\nAu caractère Ligne:1 : 1\n    + CategoryInfo          : ObjectNotFound: (az:String) [], CommandNotFoundException",
        'azure/no-cli',
      ],
    ],
  ),
];

export default texts;
