import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/** Name of the file that the guide's commands write. */
export const keyFileName = 'spotinst_key.json';

/**
 * The key file without its secret: `private_key` is the length of the private key, 0 when there is
 * none. Whatever else the file holds stays, so that a file of another kind can be named.
 */
export default defineEvidence({
  id: 'gcp/key-file',
  title: 'the key file, without its private key',
  schema: z.object({
    type: z.string().optional(),
    project_id: z.string().optional(),
    private_key_id: z.string().optional(),
    private_key: z
      .number({ error: 'the private key itself was pasted; nobody should see it' })
      .optional(),
    client_email: z.string().optional(),
    client_id: z.string().optional(),
    auth_uri: z.string().optional(),
    token_uri: z.string().optional(),
    auth_provider_x509_cert_url: z.string().optional(),
    client_x509_cert_url: z.string().optional(),
    universe_domain: z.string().optional(),
    /** Of OAuth clients. */
    installed: z.unknown().optional().transform(presence),
    web: z.unknown().optional().transform(presence),
  }),
  inputs: ['keyFile'],
  // The length instead of the key: enough to tell a whole key from a broken one.
  command: `jq '.private_key |= length | del(.installed.client_secret, .web.client_secret, .client_secret, .refresh_token)' ${keyFileName}`,
  absentCodes: [],
  permissions: [],
});

function presence(value: unknown): true | undefined {
  return value === undefined || value === null ? undefined : true;
}
