import project from '../../../evidence/gcp/project.ts';
import visibleProjects, { mostVisibleProjects } from '../../../evidence/gcp/visible-projects.ts';
import { defineCheck } from '../../define-check.ts';
import { findSimilarName } from '../../similar.ts';
import diagnoses from './diagnoses.ts';

/** Google did not recognise who asks. */
const badCredentials =
  /^(UNAUTHENTICATED|ACCESS_TOKEN_EXPIRED|ACCOUNT_STATE_INVALID|NO_CREDENTIALS)$/;

export default defineCheck({
  id: 'gcp/project',
  title: 'The project exists, you can see it, and it is in use',
  needs: {},
  mayUse: { project, visible: visibleProjects },
  inputs: ['projectId'],
  diagnoses,
  assess({ project: looked, visible }, { projectId }, judge) {
    if (looked.status === 'found') {
      const { lifecycleState: state, projectId: seen } = looked.value;
      if (seen !== projectId)
        return judge.cannotTell(`What was looked at is the project ${seen}, not ${projectId}.`, [
          project,
        ]);
      if (/^DELETE_/.test(state)) judge.found('shutDown', { projectId, state });
      else if (state !== 'ACTIVE')
        judge.cannotTell(
          `Google says that the project is ${state}; what that means is not known here.`,
        );
      return;
    }
    if (looked.status === 'denied' && badCredentials.test(looked.code)) {
      return judge.found('notSignedIn', { seen: `${looked.code}: ${looked.message}` });
    }
    if (looked.status === 'denied' && looked.code === 'SERVICE_DISABLED')
      return judge.found('managerOff', { projectId });
    if (
      looked.status !== 'denied' ||
      looked.code !== 'PERMISSION_DENIED' ||
      visible.status !== 'found'
    ) {
      return judge.cannotTell('Whether the project is the right one could not be seen.', [
        project,
        visibleProjects,
      ]);
    }
    const projects = visible.value;
    const named = projects.find(({ name }) => name?.toLowerCase() === projectId.toLowerCase());
    const numbered = projects.find(({ projectNumber }) => projectNumber === projectId);
    const meant = named ?? numbered;
    if (meant)
      return judge.found('nameNotId', {
        typed: projectId,
        projectId: meant.projectId,
        what: named ? 'name' : 'number',
      });
    if (projects.some((one) => one.projectId === projectId)) {
      return judge.cannotTell('The project is in your list, but its details were refused.', [
        project,
      ]);
    }
    if (projects.length >= mostVisibleProjects) {
      return judge.cannotTell(
        `${projectId} is not among the first ${projects.length} projects that you can see; it may be one of the others.`,
        [project],
      );
    }
    const near = findSimilarName(
      projectId,
      projects.map((one) => one.projectId),
    );
    judge.found('notVisible', { projectId, count: projects.length, near });
  },
});
