import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CommandLine } from '../cloud.ts';
import type { GcpIdentity } from './state.ts';

/** OAuth client of gcloud itself, as its source publishes it (googlecloudsdk/core/config.py). */
const client = { id: '32555940559.apps.googleusercontent.com', secret: 'ZmssLNjJy2998hD4CTg2ejr2' };

/** The real `gcloud`, signed in as somebody of the simulated Google Cloud. */
export const gcloud: CommandLine<GcpIdentity> = {
  program: 'gcloud',
  find() {
    const folders = [
      ...(process.env.PATH ?? '').split(delimiter),
      '/usr/local/bin',
      '/usr/bin',
      '/snap/bin',
      join(homedir(), 'google-cloud-sdk', 'bin'),
    ];
    return folders.map((folder) => join(folder, 'gcloud')).find((path) => existsSync(path));
  },
  async toKeep(path) {
    return {
      path,
      // Its own wrapper chooses the interpreter, and puts these arguments before the program. It
      // splits them at blanks.
      start: (ours) => ({ command: [path], environment: { CLOUDSDK_PYTHON_ARGS: ours.join(' ') } }),
      notKept: ['googlecloudsdk.core.config', 'googlecloudsdk.core.properties', '__calliope__'],
    };
  },
  /**
   * Leaves `~/.config/gcloud` as `gcloud auth login` does. The environment names nobody, so that
   * another account or another CLOUDSDK_CONFIG works in the same terminal. An identity without a
   * refresh token is signed in by its access token alone.
   */
  async signIn(identity, { home }) {
    const folder = join(home, '.config', 'gcloud');
    await mkdir(join(folder, 'configurations'), { recursive: true });
    for (const name of ['credentials.db', 'access_tokens.db', 'access-token'])
      await rm(join(folder, name), { force: true });
    const auth: string[] = [];
    if (identity.refreshToken) storeCredentials(folder, identity, identity.refreshToken);
    else {
      const path = join(folder, 'access-token');
      await writeFile(path, identity.accessToken, { mode: 0o600 });
      auth.push('[auth]', `access_token_file = ${path}`);
    }
    const core = [
      '[core]',
      `account = ${identity.email}`,
      ...(identity.projectId ? [`project = ${identity.projectId}`] : []),
    ];
    await writeFile(join(folder, 'active_config'), 'default');
    await writeFile(
      join(folder, 'configurations', 'config_default'),
      `${[...core, ...auth].join('\n')}\n`,
    );
    return {
      CLOUDSDK_CORE_CHECK_GCE_METADATA: 'false',
      CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
      CLOUDSDK_CORE_DISABLE_FILE_LOGGING: 'true',
      CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
      CLOUDSDK_SURVEY_DISABLE_PROMPTS: 'true',
    };
  },
};

/**
 * The two databases in which gcloud keeps who is signed in, and their access tokens
 * (googlecloudsdk/core/credentials/creds.py).
 */
function storeCredentials(folder: string, identity: GcpIdentity, refreshToken: string): void {
  const credentials = {
    type: 'authorized_user',
    client_id: client.id,
    client_secret: client.secret,
    refresh_token: refreshToken,
    revoke_uri: 'https://accounts.google.com/o/oauth2/revoke',
    scopes: [
      'openid',
      'https://www.googleapis.com/auth/userinfo.email',
      'https://www.googleapis.com/auth/cloud-platform',
    ],
    token_uri: 'https://oauth2.googleapis.com/token',
    universe_domain: 'googleapis.com',
  };
  store(
    join(folder, 'credentials.db'),
    'credentials',
    { account_id: 'TEXT PRIMARY KEY', value: 'BLOB' },
    [identity.email, JSON.stringify(credentials)],
  );
  const hour = 60 * 60 * 1000;
  // gcloud holds this against the real clock; the simulated cloud judges the token by its own.
  const expiry = new Date(Date.now() + hour).toISOString().slice(0, 19).replace('T', ' ');
  const columns = {
    account_id: 'TEXT PRIMARY KEY',
    access_token: 'TEXT',
    token_expiry: 'TIMESTAMP',
    rapt_token: 'TEXT',
    id_token: 'TEXT',
  };
  store(join(folder, 'access_tokens.db'), 'access_tokens', columns, [
    identity.email,
    identity.accessToken,
    expiry,
    null,
    null,
  ]);
}

function store(
  path: string,
  table: string,
  columns: Record<string, string>,
  row: (string | null)[],
): void {
  const database = new DatabaseSync(path);
  const definition = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  database.exec(`CREATE TABLE "${table}" (${definition.join(', ')})`);
  database.prepare(`INSERT INTO "${table}" VALUES (${row.map(() => '?').join(', ')})`).run(...row);
  database.close();
}
