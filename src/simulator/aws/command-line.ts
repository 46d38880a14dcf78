import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { CommandLine } from '../cloud.ts';
import { pythonScript } from '../warm-start/index.ts';

/** What a terminal needs of an access key. */
export interface AwsKey {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** Region the terminal stands in. Default: us-east-1. */
  region?: string;
}

let known: string | undefined;

/**
 * The AWS CLI v2: the first `aws` on the PATH (or in the usual folders) that says so, since some
 * machines have an older one in front of it.
 */
function find(): string | undefined {
  if (known) return known;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/bin'];
  for (const candidate of new Set(folders.filter(Boolean).map((folder) => join(folder, 'aws')))) {
    if (!existsSync(candidate)) continue;
    const { stdout } = spawnSync(candidate, ['--version'], { encoding: 'utf8', timeout: 30_000 });
    if (stdout?.startsWith('aws-cli/2')) {
      known = candidate;
      return known;
    }
  }
  return undefined;
}

/** The AWS CLI, in us-east-1 unless told otherwise: the report lives in that region. */
export const awsCli: CommandLine<AwsKey> = {
  program: 'aws',
  find,
  toKeep: pythonScript,
  async signIn(identity, { proxy, home }) {
    const { region = 'us-east-1' } = identity;
    return {
      AWS_CA_BUNDLE: proxy.caPath,
      AWS_ACCESS_KEY_ID: identity.accessKeyId,
      AWS_SECRET_ACCESS_KEY: identity.secretAccessKey,
      ...(identity.sessionToken ? { AWS_SESSION_TOKEN: identity.sessionToken } : {}),
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: join(home, '.aws', 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '2',
      AWS_PAGER: '',
      AWS_CLI_AUTO_PROMPT: 'off',
    };
  },
};
