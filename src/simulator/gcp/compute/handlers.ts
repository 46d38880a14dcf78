import { createHash } from 'node:crypto';
import { isAllowed } from '../authorization/evaluate.ts';
import { denied, notFound } from '../errors.ts';
import { findProject } from '../resources.ts';
import type { Call, GcpService, Operation } from '../service.ts';
import type { GcpProject } from '../state.ts';

/** Some of the real regions, and the zones of each. */
const regions: Readonly<Record<string, string>> = {
  'us-central1': 'abcf',
  'us-east1': 'bcd',
  'europe-west1': 'bcd',
  'asia-east1': 'abc',
};
const root = 'https://www.googleapis.com/compute/v1';

/** A number that is always the same for a name. */
const idOf = (name: string): string =>
  BigInt(`0x${createHash('sha1').update(name).digest('hex').slice(0, 15)}`).toString();

/**
 * The project of the path, if the caller has the permission there. Compute Engine names it as the
 * caller did.
 */
function requireProject(call: Call, permission: string): GcpProject {
  const name = call.params.project ?? '';
  const project = findProject(call.world, name);
  if (!project) throw notFound(`The resource 'projects/${name}' was not found`);
  if (isAllowed(call.world, call.caller, permission, { node: project })) return project;
  throw denied(`Required '${permission}' permission for 'projects/${name}'`);
}

function listing(project: GcpProject, kind: string, collection: string, items: object): object {
  const path = `projects/${project.projectId}/${collection}`;
  return { kind: `compute#${kind}`, id: path, items, selfLink: `${root}/${path}` };
}

function regionView({ projectId }: GcpProject, name: string): object {
  const selfLink = `${root}/projects/${projectId}/regions/${name}`;
  const zones = [...(regions[name] ?? '')].map(
    (letter) => `${root}/projects/${projectId}/zones/${name}-${letter}`,
  );
  return {
    kind: 'compute#region',
    id: idOf(name),
    name,
    description: name,
    status: 'UP',
    zones,
    quotas: [],
    selfLink,
    supportsPzs: false,
  };
}

function zoneView({ projectId }: GcpProject, region: string, letter: string): object {
  const name = `${region}-${letter}`;
  const base = `${root}/projects/${projectId}`;
  return {
    kind: 'compute#zone',
    id: idOf(name),
    name,
    description: name,
    status: 'UP',
    region: `${base}/regions/${region}`,
    selfLink: `${base}/zones/${name}`,
    availableCpuPlatforms: ['Intel Skylake'],
    supportsPzs: false,
  };
}

const zonesOf = (project: GcpProject): object[] =>
  Object.entries(regions).flatMap(([region, letters]) =>
    [...letters].map((letter) => zoneView(project, region, letter)),
  );

/** Machines by zone; zones without one say so, as the real list does. */
function instancesByZone(project: GcpProject): object {
  const names = Object.entries(regions).flatMap(([region, letters]) =>
    [...letters].map((letter) => `${region}-${letter}`),
  );
  return Object.fromEntries(
    names.map((zone) => {
      const instances = project.instances
        .filter((instance) => instance.zone === zone)
        .map((instance) => ({
          kind: 'compute#instance',
          id: instance.id,
          name: instance.name,
          status: instance.status,
          zone: `${root}/projects/${project.projectId}/zones/${zone}`,
          machineType: `${root}/projects/${project.projectId}/zones/${zone}/machineTypes/${instance.machineType}`,
          selfLink: `${root}/projects/${project.projectId}/zones/${zone}/instances/${instance.name}`,
        }));
      if (instances.length > 0) return [`zones/${zone}`, { instances }];
      const data = [{ key: 'scope', value: `zones/${zone}` }];
      const message = `There are no results for scope 'zones/${zone}' on this page.`;
      return [`zones/${zone}`, { warning: { code: 'NO_RESULTS_ON_PAGE', message, data } }];
    }),
  );
}

const list = (
  type: string,
  permission: string,
  collection: string,
  items: (project: GcpProject) => object,
  kind: string,
): Operation => ({
  id: `compute.${type}`,
  method: 'GET',
  path: `/compute/v1/projects/{project}/${collection}`,
  run(call) {
    const project = requireProject(call, permission);
    return listing(project, kind, collection, items(project));
  },
});

/** Compute Engine v1: what Spot reads first. */
export const compute: GcpService = {
  name: 'compute',
  host: 'compute.googleapis.com',
  title: 'Compute Engine API',
  consumer: 'resource',
  needsBilling: true,
  scopes: {
    write: ['https://www.googleapis.com/auth/compute'],
    read: ['https://www.googleapis.com/auth/compute.readonly'],
  },
  operations: [
    list('zones.list', 'compute.zones.list', 'zones', zonesOf, 'zoneList'),
    list(
      'regions.list',
      'compute.regions.list',
      'regions',
      (project) => Object.keys(regions).map((name) => regionView(project, name)),
      'regionList',
    ),
    list(
      'instances.aggregatedList',
      'compute.instances.list',
      'aggregated/instances',
      instancesByZone,
      'instanceAggregatedList',
    ),
    {
      id: 'compute.projects.get',
      method: 'GET',
      path: '/compute/v1/projects/{project}',
      run(call) {
        const project = requireProject(call, 'compute.projects.get');
        return {
          kind: 'compute#project',
          id: project.number,
          name: project.projectId,
          selfLink: `${root}/projects/${project.projectId}`,
        };
      },
    },
  ],
};
