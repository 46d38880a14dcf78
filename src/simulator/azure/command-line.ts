import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { CommandLine } from '../cloud.ts';
import { pythonScript } from '../warm-start/index.ts';
import { commandIndex } from './command-index.ts';
import { azureCliClientId } from './entra/tokens.ts';
import { type SignedInSubscription, subscriptionsOf } from './sign-in.ts';
import type { AzureIdentity } from './state.ts';

/**
 * Nothing of az's own that talks to the network, asks or colours. The token cache is plain text, as
 * az has it on Linux.
 */
const config = `[cloud]
name = AzureCloud

[core]
output = json
collect_telemetry = no
survey_message = no
first_run = no
no_color = yes
disable_progress_bar = yes
disable_confirm_prompt = yes
encrypt_token_cache = false

[auto-upgrade]
enable = no

[logging]
enable_log_file = no

[extension]
use_dynamic_install = no
`;

/** Debian's package cannot do `az role …` without it. See az-repair/usercustomize.py. */
const repair = { PYTHONPATH: join(import.meta.dirname, 'az-repair'), PYTHONDONTWRITEBYTECODE: '1' };

/**
 * The Azure CLI. Signing in does without a browser: it writes below the home directory what `az
 * login` would have left there, the subscriptions that the identity sees at this moment included.
 * Signing in again forgets the tokens that az has kept.
 */
export const az: CommandLine<AzureIdentity> = {
  program: 'az',
  find() {
    const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin'];
    return folders.map((folder) => join(folder, 'az')).find((candidate) => existsSync(candidate));
  },
  async toKeep(path) {
    const script = await pythonScript(path);
    // The command line itself reads where its settings are when it is imported.
    return (
      script && {
        path,
        start: (ours) => ({ ...script.start(ours), environment: repair }),
        notKept: ['azure.cli'],
      }
    );
  },
  async signIn(identity, { proxy, home }) {
    const folder = join(home, '.azure');
    await mkdir(folder, { recursive: true });
    const write = (name: string, content: unknown) =>
      writeFile(join(folder, name), JSON.stringify(content), { mode: 0o600 });
    await writeFile(join(folder, 'config'), config);
    const index = await commandIndex(az.find() ?? 'az');
    if (index) await writeFile(join(folder, 'commandIndex.json'), index);
    await write('azureProfile.json', profileOf(identity, await subscriptionsOf(identity, proxy)));
    const tokens = join(folder, 'msal_token_cache.json');
    const secrets = join(folder, 'service_principal_entries.json');
    await Promise.all([tokens, secrets].map((path) => rm(path, { force: true })));
    if (identity.type === 'user') await write('msal_token_cache.json', tokenCacheOf(identity));
    else {
      const entry = {
        client_id: identity.clientId,
        tenant: identity.tenantId,
        client_secret: identity.clientSecret,
      };
      await write('service_principal_entries.json', [entry]);
    }
    return {
      AZURE_CONFIG_DIR: folder,
      AZURE_CORE_COLLECT_TELEMETRY: 'no',
      REQUESTS_CA_BUNDLE: proxy.bundlePath,
      ...repair,
    };
  },
};

/**
 * azureProfile.json. Somebody without a subscription gets the tenant itself, as with `az login
 * --allow-no-subscriptions`.
 */
function profileOf(identity: AzureIdentity, found: readonly SignedInSubscription[]): object {
  const { tenantId } = identity;
  const tenantItself = {
    id: tenantId,
    name: 'N/A(tenant level account)',
    state: 'Enabled',
    tenantId,
    homeTenantId: tenantId,
  };
  const subscriptions = found.length > 0 ? found : [tenantItself];
  const enabled = subscriptions.find(({ state }) => state === 'Enabled') ?? subscriptions[0];
  const chosen = subscriptions.find(({ id }) => id === identity.subscriptionId) ?? enabled;
  const user =
    identity.type === 'user'
      ? { name: identity.userPrincipalName, type: 'user' }
      : { name: identity.clientId, type: 'servicePrincipal' };
  return {
    installationId: '00000000-0000-4000-8000-000000000000',
    subscriptions: subscriptions.map((one) => ({
      ...one,
      user,
      isDefault: one === chosen,
      environmentName: 'AzureCloud',
      managedByTenants: [],
    })),
  };
}

/** msal_token_cache.json with an account and its refresh token; az fetches access tokens itself. */
function tokenCacheOf({
  tenantId,
  objectId,
  userPrincipalName,
  refreshToken,
}: Extract<AzureIdentity, { type: 'user' }>): object {
  const environment = 'login.microsoftonline.com';
  const home_account_id = `${objectId}.${tenantId}`;
  const account = {
    home_account_id,
    environment,
    realm: tenantId,
    local_account_id: objectId,
    username: userPrincipalName,
    authority_type: 'MSSTS',
  };
  const token = {
    credential_type: 'RefreshToken',
    secret: refreshToken,
    home_account_id,
    environment,
    client_id: azureCliClientId,
    target: '',
    last_modification_time: '0',
    family_id: '1',
  };
  return {
    Account: { [`${home_account_id}-${environment}-${tenantId}`]: account },
    RefreshToken: {
      [`${home_account_id}-${environment}-refreshtoken-${azureCliClientId}--`]: token,
    },
    AppMetadata: {
      [`appmetadata-${environment}-${azureCliClientId}`]: {
        client_id: azureCliClientId,
        environment,
        family_id: '1',
      },
    },
  };
}
