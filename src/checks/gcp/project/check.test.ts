import { describe, expect, it } from 'vitest';
import project from '../../../evidence/gcp/project.ts';
import visibleProjects from '../../../evidence/gcp/visible-projects.ts';
import { codes, prints } from '../../testing.ts';
import { denied, look, unreachable } from '../testing.ts';
import projectCheck from './check.ts';

const refused = { [project.id]: denied() };

describe('gcp/project', () => {
  it('passes for an active project', () => expect(look(projectCheck).status).toBe('pass'));

  it('001: not visible, with the ID that was probably meant', () => {
    const result = look(projectCheck, refused, { projectId: 'shop-staging-78' });
    expect(codes(result)).toEqual(['GCP-PROJECT-001']);
    expect(result.findings[0]).toMatchObject({
      observed: 'shop-staging-78 is not among the 2 projects you can see',
      expected: 'shop-staging-77',
    });
  });

  it.each([
    ['shop-tests', 'name'],
    ['210987654321', 'number'],
  ])('002: %s is a %s', (projectId, what) => {
    const result = look(projectCheck, refused, { projectId });
    expect(codes(result)).toEqual(['GCP-PROJECT-002']);
    expect(result.findings[0]).toMatchObject({
      observed: `${projectId}, a project's ${what}`,
      expected: 'shop-staging-77',
    });
  });

  it('003: shut down', () => {
    const gone = {
      projectId: 'shop-prod-482913',
      projectNumber: '1',
      lifecycleState: 'DELETE_REQUESTED',
    };
    expect(codes(look(projectCheck, prints(project, gone)))).toEqual(['GCP-PROJECT-003']);
  });

  it.each(['UNAUTHENTICATED', 'ACCESS_TOKEN_EXPIRED', 'NO_CREDENTIALS'])('004: %s', (code) => {
    expect(codes(look(projectCheck, { [project.id]: denied(code) }))).toEqual(['GCP-PROJECT-004']);
  });

  it('005: the API to look with is off', () => {
    expect(codes(look(projectCheck, { [project.id]: denied('SERVICE_DISABLED') }))).toEqual([
      'GCP-PROJECT-005',
    ]);
  });

  it('cannot tell what a state means that it does not know', () => {
    const paused = prints(project, {
      ...{ projectId: 'shop-prod-482913', projectNumber: '1', lifecycleState: 'HIBERNATED' },
    });
    expect(look(projectCheck, paused)).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('cannot tell from the first of many projects', () => {
    const many = Array.from({ length: 500 }, (_, at) => ({
      ...{ projectId: `project-${at}`, projectNumber: `${at}`, lifecycleState: 'ACTIVE' },
    }));
    const look500 = { [project.id]: denied(), ...prints(visibleProjects, many) };
    expect(look(projectCheck, look500)).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('cannot tell a hidden project from none when the list is hidden too, nor when Google was not reached', () => {
    expect(look(projectCheck, { ...refused, [visibleProjects.id]: denied() })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    expect(look(projectCheck, { [project.id]: unreachable })).toMatchObject({
      status: 'undetermined',
      findings: [],
    });
    expect(look(projectCheck, refused)).toMatchObject({ status: 'undetermined', findings: [] });
  });
});

describe('near misses', () => {
  const _other = 'shop-staging-77';
  it('a refusal for another reason is not a project that nobody sees', () => {
    const other = {
      [project.id]: denied('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scopes'),
      ...prints(visibleProjects, []),
    };
    expect(look(projectCheck, other)).toMatchObject({ status: 'undetermined', findings: [] });
  });

  it('what was pasted of another project says nothing about this one', () => {
    const other = prints(project, {
      projectId: 'shop-staging-77',
      projectNumber: '1',
      name: 'Other',
      lifecycleState: 'ACTIVE',
    });
    expect(look(projectCheck, other)).toMatchObject({ status: 'undetermined', findings: [] });
  });
});
