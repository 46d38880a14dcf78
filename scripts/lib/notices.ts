import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import isSatisfiedBy from 'spdx-satisfies';

const root = new URL('../..', import.meta.url).pathname;

/** What an entry of package-lock.json says of a package; without `dev`, it is shipped. */
interface Locked {
  name?: string;
  version: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  os?: readonly string[];
  cpu?: readonly string[];
  dependencies?: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
  peerDependencies?: Readonly<Record<string, string>>;
}

type Lock = Readonly<Record<string, Locked>>;

/** A package that comes to whoever runs the server or opens a page. */
export interface Shipped {
  name: string;
  version: string;
  /** SPDX. */
  licence: string;
  /** Folders below the project that hold it: the same version may be there twice. */
  folders: readonly string[];
  sha512: string | undefined;
  /** `name@version` of what it needs. */
  needs: readonly string[];
}

/** Licences that ask for no more than their notice. */
const permissive: readonly string[] = [
  ...['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'],
  ...['CC0-1.0', 'BlueOak-1.0.0', 'Python-2.0'],
];

/** Licences of packages that name theirs where npm does not look. */
const known: Readonly<Record<string, string>> = {
  // In the old form of package.json, `licenses`.
  eval: 'MIT',
  // In its file License.
  'require-like': 'MIT',
  // In its Readme.md.
  format: 'MIT',
};

/** Packages under other licences, each with the reason why it may be among them. */
const excepted: readonly { name: RegExp; licence: string; why: string }[] = [
  {
    name: /^lightningcss(?:-[\w-]+)?$/,
    licence: 'MPL-2.0',
    why: 'It makes style sheets smaller while the site is built: unchanged, and in no page.',
  },
  {
    name: /^caniuse-lite$/,
    licence: 'CC-BY-4.0',
    why: 'Tables that the build looks into; naming their authors is all that is asked, and is done here.',
  },
];

/** As they are called in folders of packages. */
const notice = /^(?:licen[cs]e|copying|notice|copyright|unlicense)/i;

/**
 * All packages that package-lock.json ships, in the order of their names. From the lock rather than
 * from `npm sbom`, which leaves out what is needed for development too: react and zod. Throws an Error that names
 * each package whose licence asks for more than its notice, or that has none.
 */
export function listShipped(
  lock: Lock = (
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock }
  ).packages,
): Shipped[] {
  const shipped = new Map<string, Shipped>();
  const wrong: string[] = [];
  for (const [folder, entry] of Object.entries(lock)) {
    if (folder === '' || entry.dev) continue;
    const name = nameOf(folder, entry);
    const id = `${name}@${entry.version}`;
    const licence = known[name] ?? entry.license ?? '';
    const isExcepted = excepted.some((one) => one.name.test(name) && one.licence === licence);
    if (!isExcepted && !isPermissive(licence)) wrong.push(`${id} (${licence || 'no licence'})`);
    const before = shipped.get(id);
    shipped.set(id, {
      ...{ name, version: entry.version, licence },
      folders: [...(before?.folders ?? []), folder],
      sha512: before?.sha512 ?? /^sha512-(\S+)/.exec(entry.integrity ?? '')?.[1],
      needs: [...new Set([...(before?.needs ?? []), ...needsOf(lock, folder)])].sort(),
    });
  }
  if (wrong.length > 0)
    throw new Error(
      `These packages would be shipped, and their licences are not on the list of permissive ones: ${wrong.join(', ')}. Take another package; or, where it says its licence elsewhere, write it into scripts/lib/notices.ts.`,
    );
  return [...shipped].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

const nameOf = (folder: string, { name }: Locked): string =>
  name ?? (folder.split('node_modules/').at(-1) as string);

function isPermissive(licence: string): boolean {
  try {
    return isSatisfiedBy(licence, [...permissive]);
  } catch {
    // No expression of SPDX: `SEE LICENSE IN …`, or nothing.
    return false;
  }
}

/** What Node finds from a folder, going up, for each name that its package needs. */
function needsOf(lock: Lock, folder: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies } = lock[folder] as Locked;
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  return names.flatMap((name) => {
    for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      const path = `${at ? `${at}/` : ''}node_modules/${name}`;
      const found = lock[path];
      if (found) return found.dev ? [] : [`${nameOf(path, found)}@${found.version}`];
      if (at === '') return [];
    }
  });
}

/**
 * The list of what is shipped as a CycloneDX document (https://cyclonedx.org/docs/1.6/json/). The same for
 * the same lock: its number is made of it, and it has no time.
 */
export function makeSbom(shipped: readonly Shipped[]): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license: string };
  const licences = new Contrib.License.Factories.LicenseFactory((text) => {
    isSatisfiedBy(text, [...permissive]);
  });
  const components = new Map(
    shipped.map((one) => {
      const [group, bare] = one.name.startsWith('@') ? one.name.split('/') : [undefined, one.name];
      const purl = new PackageURL('npm', group, bare as string, one.version).toString();
      const component = new Models.Component(Enums.ComponentType.Library, bare as string, {
        ...{ version: one.version, purl, bomRef: purl },
        ...(group ? { group } : {}),
        licenses: new Models.LicenseRepository([licences.makeFromString(one.licence)]),
        ...(one.sha512
          ? {
              hashes: new Models.HashDictionary([
                [Enums.HashAlgorithm['SHA-512'], Buffer.from(one.sha512, 'base64').toString('hex')],
              ]),
            }
          : {}),
      });
      return [`${one.name}@${one.version}` as string, component] as const;
    }),
  );
  for (const one of shipped)
    for (const id of one.needs) {
      const needed = components.get(id);
      if (needed) components.get(`${one.name}@${one.version}`)?.dependencies.add(needed.bomRef);
    }
  const product = new Models.Component(Enums.ComponentType.Application, name, {
    ...{ version, bomRef: name },
    licenses: new Models.LicenseRepository([licences.makeFromString(license)]),
  });
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  for (const id of needsOf((JSON.parse(lock) as { packages: Lock }).packages, '')) {
    const needed = components.get(id);
    if (needed) product.dependencies.add(needed.bomRef);
  }
  const digest = createHash('sha256').update(lock).digest('hex');
  const bom = new Models.Bom({
    serialNumber: `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
    metadata: new Models.Metadata({ component: product }),
    components: new Models.ComponentRepository(components.values()),
  });
  const serializer = new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6),
  );
  return `${serializer.serialize(bom, { sortLists: true, space: 1 })}\n`;
}

/** The names and versions of what is shipped, fonts included, with the notices that the licences ask to pass on. */
export function makeNotices(shipped: readonly Shipped[]): string {
  const byText = new Map<string, string[]>();
  for (const one of shipped) {
    const text = noticesOf(one);
    byText.set(text, [...(byText.get(text) ?? []), `${one.name} ${one.version} (${one.licence})`]);
  }
  const fonts = join(root, 'static', 'fonts');
  for (const file of readdirSync(fonts)
    .filter((name) => name.endsWith('-LICENSE.txt'))
    .sort())
    byText.set(readFileSync(join(fonts, file), 'utf8').trim(), [
      `The font ${file.replace('-LICENSE.txt', '')} (OFL-1.1)`,
    ]);
  const line = '-'.repeat(80);
  return [
    'Spot runbooks are made with the packages below. Each is under the licence that stands after its version.',
    ...[...byText].map(([text, names]) => `${line}\n${names.join('\n')}\n\n${text}`),
    '',
  ].join('\n\n');
}

function noticesOf({ folders, licence }: Shipped): string {
  const folder = folders.map((one) => join(root, one)).find((one) => existsSync(one));
  if (!folder) return 'This package is for other machines than the one on which this was built.';
  const texts = readdirSync(folder)
    .filter((file) => notice.test(file) && statSync(join(folder, file)).isFile())
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
    .filter((text) => text !== '');
  if (texts.length > 0) return [...new Set(texts)].join('\n\n');
  return `The package holds no text of its licence, which is ${licence}: https://spdx.org/licenses/`;
}

/** Writes `licences.txt` and `sbom.cdx.json` into the built site. */
export function writeNotices(folder: string, shipped: readonly Shipped[]): void {
  writeFileSync(join(folder, 'licences.txt'), makeNotices(shipped));
  writeFileSync(join(folder, 'sbom.cdx.json'), makeSbom(shipped));
}
