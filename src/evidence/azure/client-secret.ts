import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/** What can be told of the client secret without it. The secret itself is in no evidence. */
export default defineEvidence({
  id: 'azure/client-secret',
  title: 'the client secret that you typed',
  schema: z.object({
    /** Its first three characters, which Microsoft Entra shows too. */
    hint: z.string(),
    length: z.number(),
  }),
  inputs: ['clientSecret'],
  command: '',
  readInputs: ({ clientSecret = '' }) => ({
    status: 'found',
    value: { hint: clientSecret.slice(0, 3), length: clientSecret.length },
  }),
  absentCodes: [],
  permissions: [],
});
