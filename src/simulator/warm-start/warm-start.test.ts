import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commandLines, type ScriptResult } from '../command-line.ts';
import { pythonScript, WarmStart } from './index.ts';

/** Says all that it was given, and does what its first argument tells it. */
const program = `#!/usr/bin/python3
import atexit, json, os, signal, sys, threading, time
import helper.kept, helper.settings

what = sys.argv[1] if len(sys.argv) > 1 else ''
if what == 'state':
    umask = os.umask(0)
    print(json.dumps({'arguments': sys.argv, 'path': sys.path[0], 'name': __name__, 'folder': os.getcwd(), 'umask': umask, 'input': sys.stdin.read(),
        'environment': dict(os.environ), 'isFork': os.getppid() == helper.kept.imported_by, 'settings': helper.settings.HOME}))
    print('aside', file=sys.stderr)
elif what == 'exit':
    sys.exit(int(sys.argv[2]))
elif what == 'text':
    sys.exit('what went wrong')
elif what == 'raise':
    raise ValueError('nobody catches this')
elif what == 'kill':
    os.kill(os.getpid(), signal.SIGTERM)
elif what == 'long':
    sys.stdout.write('x' * 3_000_000)
elif what == 'after':
    atexit.register(print, 'at the exit')
    threading.Thread(target=lambda: (time.sleep(0.2), print('from a thread'))).start()
elif what == 'killed-late':
    print('started', flush=True)
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)
elif what == 'late':
    print('started', flush=True)
    time.sleep(0.8)
    open('late.txt', 'w').close()
`;

let folder: string;
let path: string;
let warm: WarmStart;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warm-test-'));
  path = join(folder, 'program');
  await writeFile(path, program, { mode: 0o755 });
  await mkdir(join(folder, 'helper'));
  await writeFile(join(folder, 'helper', '__init__.py'), '');
  await writeFile(
    join(folder, 'helper', 'kept.py'),
    "import os\nimported_by = os.getpid()\nos.environ['SET_BY_IMPORT'] = 'yes'\nprint('imported')\n",
  );
  await writeFile(
    join(folder, 'helper', 'settings.py'),
    "import os\nHOME = os.environ.get('HOME')\n",
  );
  warm = await WarmStart.open();
});
afterEach(async () => {
  await warm[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function keep(): Promise<string> {
  const script = await pythonScript(path);
  if (!script) throw new Error('The program is a Python script.');
  await warm.keep('program', { ...script, notKept: ['helper.settings'] });
  return join(warm.folder, 'program');
}

/** Runs a program without a shell between. */
async function run(
  file: string,
  args: string[],
  options: { input?: string; env?: Record<string, string>; cwd?: string } = {},
) {
  const child = spawn(file, args, {
    env: { PATH: '/usr/bin:/bin', ...options.env },
    cwd: options.cwd ?? folder,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  // One that ends without reading its input has closed it.
  child.stdin.on('error', () => {}).end(options.input ?? '');
  const [exitCode, signal] = await once(child, 'close');
  return { exitCode, signal, stdout, stderr } as Pick<ScriptResult, 'stdout' | 'stderr'> & {
    exitCode: number | null;
    signal: string | null;
  };
}

test('a command gets what its caller gave it, and nothing of who keeps the program', async () => {
  const kept = await keep();
  const cwd = join(folder, 'elsewhere');
  await mkdir(cwd);
  const args = ['state', '', 'two words', 'line\nline', '--x=ü', '*'];
  const given = {
    cwd,
    input: 'typed',
    env: { HOME: '/home/reader', LANG: 'C.UTF-8', EMPTY: '', LINES: 'a\nb=c' },
  };
  const cold = await run(path, args, given);
  await run(kept, ['exit', '0'], given);
  const forked = await run(kept, args, given);
  const seen = JSON.parse(forked.stdout);
  // The second one finds what the first had to import.
  expect(seen.isFork).toBe(true);
  // Only what a module prints while it is imported is lost.
  expect({ ...seen, isFork: false }).toEqual(JSON.parse(cold.stdout.replace('imported\n', '')));
  expect(seen.arguments.slice(1)).toEqual(args);
  expect(seen).toMatchObject({ path: folder, name: '__main__', folder: cwd, input: 'typed' });
  expect(seen.environment).toMatchObject({
    HOME: '/home/reader',
    EMPTY: '',
    LINES: 'a\nb=c',
    SET_BY_IMPORT: 'yes',
  });
  expect(seen.environment).not.toHaveProperty('PYTHONDONTWRITEBYTECODE');
  expect(forked.stderr).toBe('aside\n');
});

test('what reads settings of the caller when it is imported is imported by every command', async () => {
  const kept = await keep();
  for (const HOME of ['/home/one', '/home/two', '/home/three']) {
    const { stdout } = await run(kept, ['state'], { env: { HOME } });
    expect(JSON.parse(stdout.replace('imported\n', '')).settings).toBe(HOME);
  }
});

test.each([
  ['exit', '0'],
  ['exit', '3'],
  ['exit', '255'],
  ['text', ''],
  ['raise', ''],
  ['kill', ''],
  ['after', ''],
])('%s %s ends as without it', async (...args) => {
  const kept = await keep();
  const cold = await run(path, args);
  for (let time = 0; time < 3; time++) {
    const forked = await run(kept, args);
    expect([forked.exitCode, forked.signal]).toEqual([cold.exitCode, cold.signal]);
    expect(forked.stdout.replace('imported\n', '')).toBe(cold.stdout.replace('imported\n', ''));
    const lastLine = cold.stderr.trim().split('\n').at(-1);
    expect(forked.stderr.trim().split('\n').at(-1)).toBe(lastLine);
  }
});

test('output longer than any buffer arrives whole, also from several at once', async () => {
  const kept = await keep();
  const results = await Promise.all(Array.from({ length: 4 }, () => run(kept, ['long'])));
  for (const { stdout, exitCode } of results) {
    expect(exitCode).toBe(0);
    expect(stdout.replace('imported\n', '').length).toBe(3_000_000);
  }
});

/** Starts a program and resolves once it has said that it runs. */
async function start(file: string, args: string[]): Promise<ChildProcess> {
  const child = spawn(file, args, { cwd: folder, env: {} });
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += text;
    if (said.includes('started')) break;
  }
  expect(said).toContain('started');
  return child;
}

test('a command ends when its caller is killed', async () => {
  const kept = await keep();
  await run(kept, ['exit', '0']);
  const caller = await start(kept, ['late']);
  caller.kill('SIGKILL');
  await setTimeout(1_200);
  expect(await readdir(folder)).not.toContain('late.txt');
});

test('a caller that is killed just after its command ended does not end the keeper', async () => {
  const kept = await keep();
  await run(kept, ['exit', '0']);
  const keeper = await keeperOf(warm.folder);
  const caller = await start(kept, ['killed-late']);
  // It sees both ends at once, the command's first.
  process.kill(keeper, 'SIGSTOP');
  await setTimeout(800);
  caller.kill('SIGKILL');
  await once(caller, 'exit');
  process.kill(keeper, 'SIGCONT');
  expect((await run(kept, ['exit', '3'])).exitCode).toBe(3);
});

/** The oldest process whose arguments name the socket; its commands are younger. */
async function keeperOf(folder: string): Promise<number> {
  const { stdout } = await run('/bin/ps', ['-eo', 'pid,args', '--sort', 'pid']);
  const line = stdout
    .split('\n')
    .find((text) => text.includes('keeper.py') && text.includes(folder));
  return Number.parseInt(line ?? '', 10);
}

test('when it is over, what still runs ends, and nothing is left on the disk', async () => {
  const kept = await keep();
  await run(kept, ['exit', '0']);
  const late = await start(kept, ['late']);
  let stderr = '';
  late.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const closed = once(late, 'close');
  await warm[Symbol.asyncDispose]();
  const [exitCode] = await closed;
  expect(exitCode).toBe(125);
  expect(stderr).toContain('has ended');
  await expect(readdir(warm.folder)).rejects.toThrow('ENOENT');
});

test('a program that is no Python script, and one whose interpreter fails, are not kept', async () => {
  await writeFile(path, '#!/bin/sh\necho hello\n');
  expect(await pythonScript(path)).toBeUndefined();
  expect(await pythonScript(process.execPath)).toBeUndefined();
  const broken = { path, start: () => ({ command: ['/bin/false'] }) };
  await expect(warm.keep('program', broken)).rejects.toThrow(/could not be kept ready/);
  const absent = { path, start: () => ({ command: ['/nowhere/python3'] }) };
  await expect(warm.keep('absent', absent)).rejects.toThrow(/could not be kept ready/);
});

describe.each(Object.values(commandLines).filter(({ toKeep }) => toKeep))(
  'the real $program',
  (commandLine) => {
    const real = commandLine.find();
    let shared: WarmStart;
    beforeAll(async () => {
      shared = await WarmStart.open();
    });
    afterAll(() => shared[Symbol.asyncDispose]());

    test.skipIf(!real)('says what it says without it', async () => {
      const toKeep = await commandLine.toKeep?.(real as string);
      // A frozen executable, as AWS's own installer brings it, starts as always.
      if (!toKeep) return expect(await pythonScript(real as string)).toBeUndefined();
      await shared.keep(commandLine.program, toKeep);
      const env = {
        HOME: folder,
        AZURE_CONFIG_DIR: folder,
        AZURE_CORE_COLLECT_TELEMETRY: 'no',
        CLOUDSDK_CONFIG: folder,
      };
      const kept = join(shared.folder, commandLine.program);
      const cold = {
        '--version': await run(real as string, ['--version'], { env }),
        'no-such-command': await run(real as string, ['no-such-command'], { env }),
      };
      for (const argument of ['--version', '--version', 'no-such-command', '--version'] as const)
        expect(await run(kept, [argument], { env })).toEqual(cold[argument]);
    });
  },
);
