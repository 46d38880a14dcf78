import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'az-repair-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** azure-mgmt-authorization as some version of az has it, in a folder of its own. */
function library(name: string, init: string): string {
  const root = join(folder, name);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const path of [
    'azure',
    'azure/mgmt',
    'azure/mgmt/authorization',
    ...['v2022_04_01', 'v2022_04_01/operations'].map((part) => `azure/mgmt/authorization/${part}`),
  ])
    write(`${path}/__init__.py`, '');
  for (const [file, kind] of [
    ['_role_assignments_operations', 'RoleAssignmentsOperations'],
    ['_permissions_operations', 'PermissionsOperations'],
  ])
    write(
      `azure/mgmt/authorization/v2022_04_01/operations/${file}.py`,
      `class ${kind}:\n    def __init__(self):\n        ${init}\n`,
    );
  return root;
}

/** Runs Python as Debian's az does, with the repair before the library or without it. */
function python(root: string, script: string, { isolated = false, repaired = true } = {}) {
  const program = [
    'from azure.mgmt.authorization.v2022_04_01.operations import _role_assignments_operations as roles, _permissions_operations as other',
    script,
  ];
  const paths = [...(repaired ? [import.meta.dirname] : []), root];
  const head = isolated ? `import sys; sys.path.insert(0, ${JSON.stringify(root)})\n` : '';
  const { stdout, stderr } = spawnSync(
    'python3',
    [...(isolated ? ['-I'] : []), '-c', head + program.join('\n')],
    {
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', PYTHONPATH: paths.join(':'), PYTHONDONTWRITEBYTECODE: '1' },
    },
  );
  return (stdout || stderr).trim();
}

const config = 'print(roles.RoleAssignmentsOperations().config)';

test("the library of Debian's package lacks the name that az asks for; with the repair it has it", () => {
  const root = library('debian', "self._config = 'the configuration'");
  expect(python(root, config, { repaired: false })).toMatch(/has no attribute 'config'/);
  expect(python(root, config)).toBe('the configuration');
});

test('a library that has the name itself keeps its own value', () => {
  const own = library('microsoft', "self.config = 'its own'");
  expect(python(own, config)).toBe('its own');
  expect(python(library('both', "self.config = 'its own'; self._config = 'another'"), config)).toBe(
    'its own',
  );
});

test('a library that has neither fails as before, and other operations are left alone', () => {
  expect(python(library('neither', 'pass'), config)).toMatch(/AttributeError/);
  const root = library('others', "self._config = 'x'");
  expect(python(root, "print(hasattr(other.PermissionsOperations(), 'config'))")).toBe('False');
});

test("an az that runs Python isolated, as Microsoft's packages do, never sees it", () => {
  const root = library('isolated', "self._config = 'x'");
  expect(
    python(
      root,
      "print('usercustomize' in sys.modules, hasattr(roles.RoleAssignmentsOperations(), 'config'))",
      { isolated: true },
    ),
  ).toBe('False False');
});
