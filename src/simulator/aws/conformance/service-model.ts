import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { awsCli } from '../command-line.ts';

interface Model {
  operations: Record<string, { errors?: { shape: string }[] }>;
  shapes: Record<string, { error?: { code?: string; httpStatusCode?: number } }>;
}

let folder: string | undefined;
const models = new Map<string, Model>();

/**
 * The errors that AWS's own service model (as the installed CLI carries it) declares for an
 * operation: HTTP status by code, undefined where the model gives none. Throws when the CLI or its
 * models are not there.
 */
export function declaredErrors(
  service: string,
  operation: string,
): Map<string, number | undefined> {
  const { operations, shapes } = modelOf(service);
  const found = operations[operation];
  if (!found) throw new Error(`The service model of ${service} has no operation ${operation}.`);
  return new Map(
    (found.errors ?? []).map(({ shape }) => [
      shapes[shape]?.error?.code ?? shape,
      shapes[shape]?.error?.httpStatusCode,
    ]),
  );
}

function modelOf(service: string): Model {
  const known = models.get(service);
  if (known) return known;
  folder ??= findModels();
  const version = readdirSync(join(folder, service)).sort().at(-1) as string;
  const file = join(folder, service, version, 'service-2.json');
  const text = existsSync(file)
    ? readFileSync(file, 'utf8')
    : gunzipSync(readFileSync(`${file}.gz`)).toString('utf8');
  const model = JSON.parse(text) as Model;
  models.set(service, model);
  return model;
}

function program(): string {
  const found = awsCli.find();
  if (!found)
    throw new Error('AWS CLI v2 is not installed. Run npm test once, or apt-get install awscli');
  return found;
}

/**
 * Beside the program (AWS's installer), where Debian puts Python packages, or where Python says
 * that they are.
 */
function findModels(): string {
  const inside = 'awscli/botocore/data';
  for (const place of [dirname(realpathSync(program())), '/usr/lib/python3/dist-packages'])
    if (existsSync(join(place, inside))) return join(place, inside);
  try {
    const script = 'import awscli, os; print(os.path.dirname(awscli.__file__))';
    const place = join(
      execFileSync('/usr/bin/python3', ['-c', script], { encoding: 'utf8' }).trim(),
      'botocore',
      'data',
    );
    if (existsSync(place)) return place;
  } catch {
    // Falls through to the error that says what to do.
  }
  throw new Error(
    `The AWS CLI at ${program()} has no service models (${inside}) where they usually are. Reinstall it: apt-get install awscli`,
  );
}
