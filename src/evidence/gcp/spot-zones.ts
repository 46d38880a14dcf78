import { z } from 'zod';
import { defineEvidence } from '../define-evidence.ts';

/** The zones of Compute Engine, read with the key: the first thing Spot needs. */
export default defineEvidence({
  id: 'gcp/spot-zones',
  title: 'the zones that Spot sees',
  schema: z.object({ items: z.array(z.object({ name: z.string() })).default([]) }),
  inputs: ['projectId', 'keyFile'],
  command: '',
  absentCodes: [],
  permissions: ['compute.zones.list'],
  vantages: ['spot'],
});
