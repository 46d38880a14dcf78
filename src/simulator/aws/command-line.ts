import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
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
    if (isVersion2(candidate)) {
      known = candidate;
      return known;
    }
  }
  return undefined;
}

/**
 * Asks the program itself, once for all processes of a day: it takes a second to answer, and each
 * command that a reader of the demo types is a process of its own. The next day it is asked again:
 * behind a shim, another version is the same file.
 */
function isVersion2(program: string): boolean {
  const { mtimeMs, size } = statSync(program);
  const day = new Date().toISOString().slice(0, 10);
  const key = `${day} ${program} ${mtimeMs} ${size}`;
  const seen = readSeen();
  if (seen[key] !== undefined) return seen[key];
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  // One that did not answer may do so the next time.
  if (!stdout) return false;
  const answer = stdout.startsWith('aws-cli/2');
  const ofToday = Object.fromEntries(Object.entries(seen).filter(([one]) => one.startsWith(day)));
  mkdirSync(dirname(seenFile), { recursive: true });
  writeFileSync(seenFile, JSON.stringify({ ...ofToday, [key]: answer }));
  return answer;
}

const seenFile = join(import.meta.dirname, '..', '..', '..', '.spot', 'aws-cli.json');

function readSeen(): Record<string, boolean> {
  try {
    return JSON.parse(readFileSync(seenFile, 'utf8')) as Record<string, boolean>;
  } catch {
    return {};
  }
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
