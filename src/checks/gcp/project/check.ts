import project from '../../../evidence/gcp/project.ts';
import visibleProjects from '../../../evidence/gcp/visible-projects.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { similarName } from '../../similar.ts';
import { consolePage, enableApis } from '../_fixes/commands.ts';

/** Google did not recognise who asks. */
const badCredentials =
  /^(UNAUTHENTICATED|ACCESS_TOKEN_EXPIRED|ACCOUNT_STATE_INVALID|NO_CREDENTIALS)$/;

export default defineCheck({
  id: 'gcp/project',
  title: 'The project exists, you can see it, and it is in use',
  needs: {},
  mayUse: { project, visible: visibleProjects },
  inputs: ['projectId'],
  diagnoses: {
    notVisible: diagnosis<{ projectId: string; count: number; near?: string }>({
      code: 'GCP-PROJECT-001',
      severity: 'fail',
      title: 'You cannot see a project with this ID',
      explain: ({ near }) =>
        `Google gives the same answer for a project that does not exist and for one in which you have no role. ${near ? `You can see ${near}, which is spelled almost like it.` : 'Either the ID is mistyped, or you are signed in with another Google account than the one that has access.'}`,
      observed: ({ projectId, count }) =>
        `${projectId} is not among the ${count} projects you can see`,
      expected: ({ near }) => near ?? 'a project in which you have a role',
      fix: ({ near }) => ({
        summary: near
          ? `If you meant ${near}, put that at the top of the page. Otherwise ask an owner of the project to give you access.`
          : 'Compare the ID with the project picker, sign in with the right account, or ask an owner of the project to give you access.',
        commands: [],
        console: [
          'Open https://console.cloud.google.com and the project picker at the top left; the tab All lists every project you can see, with its ID.',
          'The picture at the top right shows who you are signed in as; gcloud auth list shows it for the terminal.',
        ],
        who: 'an owner of the project, if you have no access',
      }),
    }),
    nameNotId: diagnosis<{ typed: string; projectId: string; what: string }>({
      code: 'GCP-PROJECT-002',
      severity: 'fail',
      title: 'This is not the ID of the project',
      explain: ({ what }) =>
        `A project has a name, a number and an ID, and they can all differ. You typed its ${what}. Commands and Spot take the ID.`,
      observed: ({ typed, what }) => `${typed}, a project's ${what}`,
      expected: ({ projectId }) => projectId,
      fix: ({ projectId }) => ({
        summary: `Put ${projectId} as the project ID at the top of the page, then check again.`,
        commands: [],
      }),
    }),
    shutDown: diagnosis<{ projectId: string; state: string }>({
      code: 'GCP-PROJECT-003',
      severity: 'fail',
      title: 'The project is shut down',
      explain: () =>
        'Somebody deleted it. Google keeps it for 30 days and then removes it with everything in it; until then nothing can be created in it and Spot cannot work with it.',
      observed: ({ state }) => `lifecycle state ${state}`,
      expected: () => 'lifecycle state ACTIVE',
      fix: ({ projectId }) => ({
        summary:
          'Restore the project if it is the right one, or choose another at the top of the page. Its billing has to be linked again.',
        commands: [],
        console: [
          'Open https://console.cloud.google.com/cloud-resource-manager?pendingDeletion=true',
          `Tick ${projectId} and choose Restore. In a terminal: gcloud projects undelete ${projectId}`,
        ],
        who: 'an owner of the project',
      }),
    }),
    notSignedIn: diagnosis<{ seen: string }>({
      code: 'GCP-PROJECT-004',
      severity: 'fail',
      title: 'Google Cloud does not accept the sign-in',
      explain: () =>
        'The sign-in has expired, was taken back, or there is none. Nothing can be looked at until that is fixed.',
      observed: ({ seen }) => seen,
      expected: () => 'a valid sign-in',
      fix: () => ({
        summary: 'Sign in again, then check again.',
        commands: [],
        console: [
          'In Cloud Shell: reload the page.',
          'In a terminal: gcloud auth login, and for checks with your credentials also gcloud auth application-default login.',
        ],
      }),
    }),
    managerOff: diagnosis<{ projectId: string }>({
      code: 'GCP-PROJECT-005',
      severity: 'fail',
      title: 'The Cloud Resource Manager API is off',
      explain: () =>
        'It is the API that tells about projects and who has which role in them. Without it neither you nor Spot can look.',
      observed: () => 'cloudresourcemanager.googleapis.com is off',
      expected: () => 'on',
      fix: ({ projectId }) => ({
        summary: 'Switch it on, and wait a minute. It costs nothing.',
        commands: [enableApis(projectId, ['cloudresourcemanager.googleapis.com'])],
        console: [
          `Open ${consolePage('apis/library/cloudresourcemanager.googleapis.com', projectId)} and choose Enable.`,
        ],
        who: 'someone with the role Service Usage Admin',
      }),
    }),
  },
  assess({ project: looked, visible }, { projectId }, judge) {
    if (looked.status === 'found') {
      const { lifecycleState: state, projectId: seen } = looked.value;
      if (seen !== projectId)
        return judge.cannotTell(`What was looked at is the project ${seen}, not ${projectId}.`, [
          project,
        ]);
      if (state !== 'ACTIVE') judge.found('shutDown', { projectId, state });
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
    const near = similarName(
      projectId,
      projects.map((one) => one.projectId),
    );
    judge.found('notVisible', { projectId, count: projects.length, ...(near ? { near } : {}) });
  },
});
