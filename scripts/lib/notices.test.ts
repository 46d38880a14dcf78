import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { listShipped, makeNotices, makeSbom } from './notices.ts';

const root = join(import.meta.dirname, '..', '..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { name?: string; version: string; dev?: boolean }>;
};
/** `name@version` of every package that is not for development alone. */
const locked = Object.entries(packages).flatMap(([folder, { name, version, dev }]) =>
  folder === '' || dev ? [] : [`${name ?? folder.split('node_modules/').at(-1)}@${version}`],
);

interface Sbom {
  bomFormat: string;
  specVersion: string;
  serialNumber: string;
  metadata: { timestamp?: string; component: { name: string } };
  components: {
    group?: string;
    name: string;
    version: string;
    'bom-ref': string;
    licenses?: unknown[];
  }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

describe('what is shipped', () => {
  const shipped = listShipped();
  const sbom = JSON.parse(makeSbom(shipped)) as Sbom;
  const notices = makeNotices(shipped);

  it('has every production dependency of the lock in its list, with a licence', () => {
    const listed = new Set(
      sbom.components.map(({ group, name, version }) =>
        group ? `${group}/${name}@${version}` : `${name}@${version}`,
      ),
    );
    expect(locked.filter((id) => !listed.has(id))).toEqual([]);
    expect(listed.size).toBe(new Set(locked).size);
    expect(sbom.components.filter(({ licenses }) => !licenses?.length)).toEqual([]);
  });

  it('has every production dependency of the lock in its notices', () => {
    const lines = new Set(notices.split('\n').map((line) => line.replace(/ \([^)]*\)*$/, '')));
    expect(locked.filter((id) => !lines.has(id.replace(/@(?=[^@]+$)/, ' ')))).toEqual([]);
    expect(notices).toContain('Copyright (c) 2025 Colin McDonnell');
    expect(notices).toContain('SIL OPEN FONT LICENSE');
  });

  it('says what needs what: nothing that is not in the list, and each thing once', () => {
    const refs = sbom.components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const known = new Set([...refs, sbom.metadata.component.name]);
    expect(
      sbom.dependencies.flatMap(({ dependsOn = [] }) => dependsOn).filter((ref) => !known.has(ref)),
    ).toEqual([]);
    const own = sbom.dependencies.find(({ ref }) => ref === sbom.metadata.component.name);
    expect(own?.dependsOn).toContainEqual(expect.stringMatching(/^pkg:npm\/zod@4\./));
  });

  it('is a document of CycloneDX 1.6', () => {
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(sbom.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    );
  });

  it('is the same each time, and knows nothing of the machine that made it', () => {
    expect(makeSbom(listShipped())).toBe(makeSbom(shipped));
    expect(makeNotices(listShipped())).toBe(notices);
    expect(sbom.metadata.timestamp).toBeUndefined();
    for (const text of [JSON.stringify(sbom), notices]) expect(text).not.toContain(root);
    // Where packages were fetched from differs from machine to machine.
    expect(JSON.stringify({ ...sbom, $schema: '' })).not.toMatch(/https?:/);
  });
});

test('what may not be shipped stops the build, by its name', () => {
  const lock = (license?: string, more = {}) => ({
    'node_modules/@some/thing': { version: '1.2.3', ...(license ? { license } : {}), ...more },
  });
  expect(() => listShipped(lock('GPL-3.0-only'))).toThrow(/@some\/thing@1\.2\.3 \(GPL-3\.0-only\)/);
  expect(() => listShipped(lock('MIT AND AGPL-3.0-only'))).toThrow(/@some\/thing/);
  expect(() => listShipped(lock('SEE LICENSE IN FILE'))).toThrow(/SEE LICENSE IN FILE/);
  expect(() => listShipped(lock())).toThrow(/no licence/);
  // An exception is for a package, and not for its licence.
  expect(() => listShipped(lock('MPL-2.0'))).toThrow(/MPL-2\.0/);
  expect(listShipped(lock('(GPL-3.0-only OR MIT)'))).toHaveLength(1);
  expect(listShipped(lock('GPL-3.0-only', { dev: true }))).toEqual([]);
});
