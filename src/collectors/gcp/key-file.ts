import { keyFile } from '../../evidence/gcp/index.ts';
import { defineCollector } from '../define-collector.ts';
import { found } from './classify.ts';
import type { GcpContext } from './gcp-collector.ts';

/** Looks at the key file that the reader typed in, and leaves the private key behind. */
export const keyFileCollector = defineCollector<
  typeof keyFile extends { schema: { parse(value: unknown): infer T } } ? T : never,
  GcpContext
>({
  kind: keyFile,
  async collect({ inputs }) {
    try {
      return found(keyFile, withoutSecret(JSON.parse(inputs.keyFile ?? '')));
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
