import { setOrgPolicy } from '../../../../src/simulator/gcp/seed.ts';
import type { Fault } from '../../../define-faults.ts';
import { ruled } from '../../_world/reasons.ts';
import { formatMember, type GcpWorld } from '../../_world/world.ts';

/** Puts the project into a perimeter of VPC Service Controls. */
function surround(
  { world, project }: GcpWorld,
  restrictedServices: string[],
  allowedMembers: string[],
): void {
  world.gcp.perimeters.push({
    title: 'production',
    projects: [project.projectId],
    restrictedServices,
    allowedMembers,
  });
}

/** Rules of the company that refuse Spot, or the reader who looks. */
export const guardrailFaults: readonly Fault<GcpWorld>[] = [
  {
    name: 'perimeter-keeps-spot-out',
    title: 'A perimeter of VPC Service Controls keeps Spot out of Compute Engine',
    breaks: (subject) => surround(subject, ['compute.googleapis.com'], []),
    expected: { reader: [], spot: ['GCP-GUARD-001'] },
    noCommand: ruled,
  },
  {
    name: 'perimeter-keeps-the-reader-out',
    title: 'The reader looks from outside of the perimeter, which lets Spot in',
    breaks: (subject) => surround(subject, ['iam.googleapis.com'], [formatMember(subject)]),
    expected: { reader: ['GCP-GUARD-001'], spot: [] },
    expectedStatus: { check: 'gcp/service-account', status: 'undetermined' },
    noCommand: ruled,
  },
  {
    name: 'compute-not-allowed-by-the-organization',
    title: 'The organization allows other services than Compute Engine only',
    breaks({ world, organization }) {
      setOrgPolicy(world, `organizations/${organization.id}`, 'gcp.restrictServiceUsage', {
        values: { deniedValues: ['compute.googleapis.com'] },
      });
    },
    expected: { reader: [], spot: ['GCP-GUARD-005'] },
    noCommand: ruled,
  },
];
