import type { World } from '../world.ts';
import type { GcpFolder, GcpNode, GcpOrganization, GcpProject, NodeName } from './state.ts';

export type AnyNode = GcpProject | GcpFolder | GcpOrganization;

/** A project by its id or its number. */
export function findProject(world: World, idOrNumber: string): GcpProject | undefined {
  const byId = world.gcp.projects.get(idOrNumber);
  if (byId || !/^\d+$/.test(idOrNumber)) return byId;
  for (const project of world.gcp.projects.values())
    if (project.number === idOrNumber) return project;
  return undefined;
}

export function findNode(world: World, name: NodeName): AnyNode | undefined {
  const [kind, id = ''] = name.split('/');
  if (kind === 'projects') return findProject(world, id);
  if (kind === 'folders') return world.gcp.folders.get(id);
  return kind === 'organizations' ? world.gcp.organizations.get(id) : undefined;
}

/** `projects/my-project`, `folders/123` or `organizations/123`. */
export function nameOf(node: GcpNode): NodeName {
  if ('projectId' in node) return `projects/${(node as GcpProject).projectId}`;
  return 'parent' in node
    ? `folders/${(node as GcpFolder).id}`
    : `organizations/${(node as GcpOrganization).id}`;
}

/** A node and everything above it, the node first. */
export function lineage(world: World, node: AnyNode): AnyNode[] {
  const nodes: AnyNode[] = [];
  for (let next: AnyNode | undefined = node; next; ) {
    nodes.push(next);
    const parent: NodeName | undefined = 'parent' in next ? next.parent : undefined;
    next = parent ? findNode(world, parent) : undefined;
  }
  return nodes;
}

/** The organization above a node, if any. */
export function organizationOf(world: World, node: AnyNode): GcpOrganization | undefined {
  const top = lineage(world, node).at(-1);
  return top && 'directoryCustomerId' in top ? top : undefined;
}
