import type { GcpFolder, GcpOrganization, GcpProject } from '../state.ts';

const time = (at: number): string => new Date(at).toISOString();

/** A project as Resource Manager v1 writes it. */
export function projectV1(project: GcpProject): object {
  const [type, id] = project.parent?.split('/') ?? [];
  return {
    projectNumber: project.number,
    projectId: project.projectId,
    lifecycleState: project.lifecycleState,
    name: project.name,
    ...(Object.keys(project.labels).length > 0 ? { labels: project.labels } : {}),
    createTime: time(project.createdAt),
    ...(type && id ? { parent: { type: type.slice(0, -1), id } } : {}),
  };
}

/** A project as Resource Manager v3 writes it. */
export function projectV3(project: GcpProject): object {
  return {
    name: `projects/${project.number}`,
    ...(project.parent ? { parent: project.parent } : {}),
    projectId: project.projectId,
    state: project.lifecycleState,
    displayName: project.name,
    createTime: time(project.createdAt),
    updateTime: time(project.createdAt),
    etag: `W/"${project.number}"`,
    ...(Object.keys(project.labels).length > 0 ? { labels: project.labels } : {}),
  };
}

export function organizationV1(organization: GcpOrganization): object {
  return {
    name: `organizations/${organization.id}`,
    displayName: organization.displayName,
    owner: { directoryCustomerId: organization.directoryCustomerId },
    creationTime: time(organization.createdAt),
    lifecycleState: 'ACTIVE',
  };
}

export function organizationV3(organization: GcpOrganization): object {
  return {
    name: `organizations/${organization.id}`,
    displayName: organization.displayName,
    directoryCustomerId: organization.directoryCustomerId,
    state: 'ACTIVE',
    createTime: time(organization.createdAt),
  };
}

export function folderV2(folder: GcpFolder): object {
  return {
    name: `folders/${folder.id}`,
    parent: folder.parent,
    displayName: folder.displayName,
    lifecycleState: folder.lifecycleState,
    createTime: time(folder.createdAt),
  };
}

export function folderV3({ lifecycleState: state, ...folder }: GcpFolder): object {
  const { lifecycleState: _, ...rest } = folderV2({ ...folder, lifecycleState: state }) as Record<
    string,
    unknown
  >;
  return { ...rest, state };
}
