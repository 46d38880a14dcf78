import { isAllowed } from '../authorization/evaluate.ts';
import { invalidArgument } from '../errors.ts';
import { lineage, nameOf } from '../resources.ts';
import type { Call, Operation } from '../service.ts';
import type { GcpProject } from '../state.ts';
import { requireNode } from './access.ts';
import { projectV1, projectV3 } from './views.ts';

/** Projects that the caller can see. */
function visibleProjects(call: Call): GcpProject[] {
  return [...call.world.gcp.projects.values()].filter((node) =>
    isAllowed(call.world, call.caller, 'resourcemanager.projects.get', { node }),
  );
}

/**
 * Whether a project answers to a filter such as `lifecycleState:ACTIVE AND (name:my*)`. Terms
 * beyond these are refused, never ignored.
 */
function filterOf(expression: string): (project: GcpProject) => boolean {
  const terms = expression
    .replace(/[()]/g, ' ')
    .split(/\s+(?:AND\s+)?/)
    .filter(Boolean);
  const tests = terms.map((term) => {
    const match = /^([\w.]+)[:=]"?([^"]*)"?$/.exec(term);
    if (!match) throw invalidArgument('Invalid filter. Please check the query syntax.');
    return [match[1] ?? '', match[2] ?? ''] as const;
  });
  return (project) => tests.every(([field, wanted]) => matches(fieldOf(project, field), wanted));
}

function fieldOf(project: GcpProject, field: string): string | undefined {
  const [type, id] = project.parent?.split('/') ?? [];
  const values: Record<string, string | undefined> = {
    id: project.projectId,
    projectId: project.projectId,
    projectNumber: project.number,
    name: project.name,
    displayName: project.name,
    lifecycleState: project.lifecycleState,
    state: project.lifecycleState,
    parent: project.parent,
    'parent.type': type?.slice(0, -1),
    'parent.id': id,
  };
  if (field.startsWith('labels.')) return project.labels[field.slice('labels.'.length)];
  if (!(field in values)) throw invalidArgument('Invalid filter. Please check the query syntax.');
  return values[field];
}

function matches(value: string | undefined, wanted: string): boolean {
  if (value === undefined) return false;
  const pattern = wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${pattern}$`, 'i').test(value);
}

function list(call: Call, expression: string, view: (project: GcpProject) => object): object {
  const projects = visibleProjects(call).filter(filterOf(expression)).map(view);
  return projects.length > 0 ? { projects } : {};
}

export const projectOperations: readonly Operation[] = [
  {
    id: 'cloudresourcemanager.projects.get',
    method: 'GET',
    path: '/v1/projects/{id}',
    run: (call) =>
      projectV1(
        requireNode(
          call,
          `projects/${call.params.id}`,
          'resourcemanager.projects.get',
          'v1',
        ) as GcpProject,
      ),
  },
  {
    id: 'cloudresourcemanager.projects.list',
    method: 'GET',
    path: '/v1/projects',
    run: (call) => list(call, call.query.get('filter') ?? '', projectV1),
  },
  {
    id: 'cloudresourcemanager.projects.getAncestry',
    method: 'POST',
    path: '/v1/projects/{id}:getAncestry',
    run(call) {
      const project = requireNode(
        call,
        `projects/${call.params.id}`,
        'resourcemanager.projects.get',
        'v1',
      );
      const ancestor = lineage(call.world, project).map((node) => {
        const [kind = '', id = ''] = nameOf(node).split('/');
        return { resourceId: { type: kind.slice(0, -1), id } };
      });
      return { ancestor };
    },
  },
  {
    id: 'cloudresourcemanager.projects.get',
    method: 'GET',
    path: '/v3/projects/{id}',
    run: (call) =>
      projectV3(
        requireNode(
          call,
          `projects/${call.params.id}`,
          'resourcemanager.projects.get',
          'v3',
        ) as GcpProject,
      ),
  },
  {
    id: 'cloudresourcemanager.projects.search',
    method: 'GET',
    path: '/v3/projects:search',
    run: (call) => list(call, call.query.get('query') ?? '', projectV3),
  },
  {
    id: 'cloudresourcemanager.projects.list',
    method: 'GET',
    path: '/v3/projects',
    run(call) {
      const parent = call.query.get('parent') ?? '';
      if (!/^(folders|organizations)\/\d+$/.test(parent))
        throw invalidArgument('The parent field must be set to a folder or an organization.');
      requireNode(call, parent, 'resourcemanager.projects.list', 'v3');
      const projects = [...call.world.gcp.projects.values()].filter(
        (project) => project.parent === parent && project.lifecycleState === 'ACTIVE',
      );
      return projects.length > 0 ? { projects: projects.map(projectV3) } : {};
    },
  },
];
