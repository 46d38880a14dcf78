import { deserialize, serialize } from 'node:v8';
import type { Evidence } from '../../evidence/define-evidence.ts';
import type { Judging } from '../../verification/judging.ts';

/*
 * How requests and answers cross between the server and its workers: runbooks and kinds as their
 * ids, evidence as bytes. What somebody sent may be large, and is asked for by many checks: the
 * server packs it once, and unpacks what a worker has read only where a collector wants it.
 */

/** What a worker is started with. */
export interface WorkerData {
  /** Address of the module whose `loadRunbooks()` brings the runbooks. */
  runbooks: string;
  /** An answer of more bytes than this is none: the server would have to read it. */
  answerBytes: number;
}

type Crossed<Name extends string, Value> = Name extends 'runbook' | 'kind'
  ? string
  : Value extends Evidence
    ? PackedEvidence
    : Name extends 'evidence'
      ? Readonly<Record<string, PackedEvidence>>
      : Value;

type RequestOf<What extends keyof Judging> = Parameters<Judging[What]>[0];

/** A request of the judge, as it crosses into a worker. */
export type CrossedRequest<What extends keyof Judging> = {
  [Name in keyof RequestOf<What>]: Name extends string
    ? Crossed<Name, RequestOf<What>[Name]>
    : never;
};

/** One thing that a worker is asked to do. */
export type Task =
  | {
      [What in Exclude<keyof Judging, 'judgeCheck'>]: { what: What; request: CrossedRequest<What> };
    }[Exclude<keyof Judging, 'judgeCheck'>]
  | { what: 'judgeChecks'; request: readonly CrossedRequest<'judgeCheck'>[] };

/** Evidence as it crosses: what was found in bytes, anything else as it is. */
export type PackedEvidence =
  | { status: 'found'; bytes: Uint8Array }
  | Exclude<Evidence, { status: 'found' }>;

const known = new WeakMap<Evidence, PackedEvidence>();

/** Packs evidence; the same evidence only once. */
export function packEvidence(evidence: Evidence): PackedEvidence {
  if (evidence.status !== 'found') return evidence;
  let packed = known.get(evidence);
  if (!packed) {
    packed = { status: 'found', bytes: serialize(evidence.value) };
    known.set(evidence, packed);
  }
  return packed;
}

const unpacked = new WeakMap<PackedEvidence, Evidence>();

/** The evidence that was packed, the same each time. Its value is only unpacked when somebody asks for it. */
export function unpackEvidence(packed: PackedEvidence): Evidence {
  if (packed.status !== 'found') return packed;
  let evidence = unpacked.get(packed);
  if (!evidence) {
    let value: { whole: unknown } | undefined;
    evidence = {
      status: 'found',
      get value() {
        value ??= { whole: deserialize(packed.bytes) };
        return value.whole;
      },
    };
    known.set(evidence, packed);
    unpacked.set(packed, evidence);
  }
  return evidence;
}
