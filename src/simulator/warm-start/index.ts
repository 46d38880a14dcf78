import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Of a command-line program that is written in Python: how to start its interpreter, as the program
 * itself would, with another script in front.
 */
export interface PythonProgram {
  /** Path of the program, as it is found by whoever types its name. */
  path: string;
  /** What starts it: `script` and its arguments are put before the program's own script. */
  start(script: readonly string[]): {
    command: readonly string[];
    environment?: Record<string, string>;
  };
  /**
   * Modules, by the beginning of their names, that read settings of the caller when they are
   * imported.
   */
  notKept?: readonly string[];
}

/**
 * A program whose first line names a Python interpreter; undefined when it is something else (a
 * frozen executable, a shell script), which is then started as always.
 */
export async function pythonScript(
  path: string,
): Promise<Pick<PythonProgram, 'path' | 'start'> | undefined> {
  const [firstLine = ''] = (await readFile(path, 'latin1')).split('\n', 1);
  const interpreter = /^#!\s*(\/\S*\/python3?[\d.]*)$/.exec(firstLine)?.[1];
  if (!interpreter) return undefined;
  return { path, start: (script) => ({ command: [interpreter, ...script, path] }) };
}

const readyWithinMs = 30_000;

/**
 * Keeps the real command-line programs in memory, so that a proof of a thousand commands does not
 * import them a thousand times (0.7 of the 0.9 s that a short `aws` command takes). Each command is
 * a process of its own, forked from one that has the program's modules; see keeper.py. The programs
 * are the installed ones, unchanged; what cannot be kept is started as always.
 */
export class WarmStart implements AsyncDisposable {
  /** Goes to the front of a PATH: has the programs that are kept, by their names. */
  readonly folder: string;
  readonly #keepers = new Map<string, Promise<ChildProcess>>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<WarmStart> {
    return new WarmStart(await mkdtemp(join(tmpdir(), 'warm-')));
  }

  /**
   * Makes `name` a program of {@link folder}. The first call starts what keeps it; throws when that
   * does not get ready within 30 s.
   */
  async keep(name: string, program: PythonProgram): Promise<void> {
    let keeper = this.#keepers.get(name);
    if (!keeper) {
      keeper = this.#start(name, program);
      this.#keepers.set(name, keeper);
    }
    await keeper;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const starting of this.#keepers.values()) {
      const keeper = await starting.catch(() => undefined);
      if (!keeper || keeper.exitCode !== null || keeper.signalCode !== null) continue;
      keeper.ref();
      const ended = once(keeper, 'exit');
      keeper.stdin?.end();
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  async #start(name: string, program: PythonProgram): Promise<ChildProcess> {
    const socket = join(this.folder, `${name}.sock`);
    const { command, environment } = program.start([
      join(import.meta.dirname, 'keeper.py'),
      socket,
      (program.notKept ?? ['__main__']).join(','),
    ]);
    const [file, ...args] = command as [string, ...string[]];
    // Modules keep paths below the home directory that they were imported in (awscli's caches of
    // credentials). Below this one nothing can be read or written, so a command that needs such a
    // path fails, and never comes by what another one left.
    const env = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      HOME: '/dev/null',
      LANG: 'C.UTF-8',
      PYTHONDONTWRITEBYTECODE: '1',
      ...environment,
    };
    const keeper = spawn(file, args, { env, cwd: this.folder, stdio: ['pipe', 'pipe', 'inherit'] });
    const timer = setTimeout(() => keeper.kill('SIGKILL'), readyWithinMs);
    // Its end is what counts, and is noticed below.
    for (const emitter of [keeper, keeper.stdin]) emitter?.on('error', () => {});
    try {
      for await (const interpreter of createInterface({
        input: keeper.stdout as NonNullable<typeof keeper.stdout>,
      })) {
        const source = await readFile(join(import.meta.dirname, 'program.py'), 'utf8');
        await writeFile(join(this.folder, name), `#!${interpreter} -IS\n${source}`, {
          mode: 0o755,
        });
        keeper.stdout?.destroy();
        // It ends with this process, whose end closes its standard input, and does not keep this
        // process alive.
        keeper.unref();
        (keeper.stdin as Socket).unref();
        return keeper;
      }
    } finally {
      clearTimeout(timer);
    }
    throw new Error(
      `${name} (${program.path}) could not be kept ready: ${command.join(' ')} ended before it said so.`,
    );
  }
}
