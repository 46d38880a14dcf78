import type { PythonProgram } from './warm-start/index.ts';
import type { World } from './world.ts';

type CloudName = 'aws' | 'gcp' | 'azure' | 'spot';

/** One provider of the simulator: which hosts are its, and how it answers them. */
export interface Cloud {
  name: CloudName;
  /** Whether this provider answers at a host, e.g. `iam.googleapis.com`. */
  owns(hostname: string): boolean;
  /** Starts what happens in a new world by itself (deliveries, expiries). */
  attach?(world: World): void;
  /**
   * Answers one request as the provider would, authentication included: the credentials in it name
   * the world. Records the call in its world and lets its chaos act. What nobody has simulated is
   * answered 501 with a clear text, and shouted on stderr. A host that the provider does not have
   * rejects with a TypeError whose cause is ENOTFOUND, as fetch() does.
   */
  answer(request: Request, worlds: Iterable<World>): Promise<Response>;
}

/** Environment of a process: variables and their values. */
export type Environment = Record<string, string>;

/** What a terminal of a provider's command line is made from. */
export interface TerminalSettings {
  proxy: {
    /** `http://127.0.0.1:PORT` */
    url: string;
    /** PEM with our own certificate alone. */
    caPath: string;
    /** PEM with the system's certificates and ours. */
    bundlePath: string;
  };
  /** Folder that stands in for the home directory; a provider may write its settings below it. */
  home: string;
}

/** Makes a provider's real command-line program speak to the simulator as somebody. */
export interface CommandLine<Identity> {
  /** What a reader types: `aws`, `gcloud`, `az`. */
  program: string;
  /** Full path, or undefined when this machine has none. */
  find(): string | undefined;
  /**
   * Writes what the program keeps in the home directory, and returns the variables it needs beside
   * the proxy's.
   */
  signIn(identity: Identity, settings: TerminalSettings): Promise<Environment>;
  /**
   * How to keep the program of this path in memory; undefined where that cannot be, and when it is
   * no Python program.
   */
  toKeep?(path: string): Promise<PythonProgram | undefined>;
}
