import keyFile from '../../evidence/gcp/key-file.ts';
import { asEvidence } from '../kernel/as-evidence.ts';
import { defineGcpCollector } from './_client/context.ts';

/** Looks at the key file that the reader typed in, and leaves the private key behind. */
export default defineGcpCollector({
  kind: keyFile,
  async collect(kind, { inputs: { keyFile: text = '' } }) {
    try {
      return asEvidence(kind, withoutSecret(JSON.parse(text)));
    } catch {
      // The parser's own words could quote the key.
      return {
        status: 'unreachable',
        message:
          'The key file is not whole JSON: it was cut off or changed. Paste all of it, or create a new key.',
      };
    }
  },
});

/** As the command for pasting prints it: the length of the private key in its place. */
function withoutSecret(file: unknown): unknown {
  if (typeof file !== 'object' || file === null) return file;
  const { private_key: key, ...rest } = file as Record<string, unknown>;
  return { ...rest, private_key: typeof key === 'string' ? key.length : 0 };
}
