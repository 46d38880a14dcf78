import project from '../../../evidence/gcp/project.ts';
import serviceAccount from '../../../evidence/gcp/service-account.ts';
import services from '../../../evidence/gcp/services.ts';
import { defineCheck, diagnosis } from '../../define-check.ts';
import { askAboutApis, consolePage, enableApis } from '../_fixes/commands.ts';

const api = (name: string) => `${name}.googleapis.com`;

/** What Spot and this guide cannot do without, and what for. */
export const requiredApis: Readonly<Record<string, string>> = {
  [api('cloudresourcemanager')]: 'reads and grants roles in the project',
  [api('compute')]: 'the virtual machines that Spot manages',
  [api('iam')]: 'service accounts, keys and roles',
  [api('monitoring')]: 'metrics that Spot scales by',
  [api('servicemanagement')]: 'tells Spot whether APIs may be called',
};

const gke = api('container');

/** How long Google says that switching an API on may take to spread. */
const spreadingMs = 5 * 60_000;

export default defineCheck({
  id: 'gcp/apis',
  title: 'The APIs that Spot calls are on',
  needs: { services },
  mayUse: { account: serviceAccount, project },
  inputs: ['projectId'],
  after: ['gcp/project'],
  diagnoses: {
    off: diagnosis<{ projectId: string; off: readonly string[] }>({
      code: 'GCP-API-001',
      severity: 'fail',
      title: 'APIs that Spot needs are off',
      explain: ({ off }) =>
        `Google refuses every call to an API that is off, whatever the caller's role. Needed are: ${off.map((name) => `${name} (${requiredApis[name]})`).join(', ')}.`,
      observed: ({ off }) => `off: ${off.join(', ')}`,
      expected: () => 'on',
      fix: ({ projectId, off }) => ({
        summary: 'Switch them on. It costs nothing and takes a minute or two.',
        commands: [enableApis(projectId, off)],
        console: off.map(
          (name) => `Open ${consolePage(`apis/library/${name}`, projectId)} and choose Enable.`,
        ),
        who: 'someone with the role Service Usage Admin',
      }),
    }),
    switchedOff: diagnosis<{ projectId: string; off: readonly string[] }>({
      code: 'GCP-API-003',
      severity: 'fail',
      title: 'APIs that Spot needs are off, though the service account is there',
      explain: ({ off }) =>
        `The APIs are switched on before the service account is made, so somebody may have switched them off since. Google refuses every call to an API that is off. Needed are: ${off.map((name) => `${name} (${requiredApis[name]})`).join(', ')}.`,
      observed: ({ off }) => `off: ${off.join(', ')}`,
      expected: () => 'on',
      fix: ({ projectId, off }) => askAboutApis(projectId, off),
    }),
    gkeOff: diagnosis<{ projectId: string }>({
      code: 'GCP-API-002',
      severity: 'warning',
      title: 'The Kubernetes Engine API is off',
      explain: () =>
        'Ocean for GKE cannot find clusters while it is off. If the project has no GKE clusters and never will, leave it so.',
      observed: () => `${gke} is off`,
      expected: () => `${gke} is on, if you use GKE`,
      fix: ({ projectId }) => ({
        summary: 'Switch it on if you use GKE. The API itself costs nothing.',
        commands: [enableApis(projectId, [gke])],
        console: [`Open ${consolePage(`apis/library/${gke}`, projectId)} and choose Enable.`],
      }),
    }),
  },
  assess({ services: seen, account, project: looked }, { projectId }, judge) {
    const listed = seen ?? [];
    // Google names the project by its number here.
    const parents = [...new Set(listed.flatMap(({ parent }) => (parent ? [parent] : [])))];
    const own = looked.status === 'found' ? looked.value.projectNumber : undefined;
    const [other] = parents.filter(
      (one) => own !== undefined && ![own, projectId].includes(one.replace('projects/', '')),
    );
    if (other !== undefined || parents.length > 1)
      return judge.cannotTell(
        `What was looked at are the APIs of ${other ?? parents.join(' and ')}, not of ${projectId}.`,
        [services],
      );
    const on = new Set(
      listed.filter(({ state }) => state === 'ENABLED').map(({ config }) => config.name),
    );
    // A state that is neither on nor off decides nothing.
    const open = listed
      .filter(({ state }) => state !== 'ENABLED' && state !== 'DISABLED')
      .map(({ config }) => config.name)
      .filter((name) => name in requiredApis || name === gke);
    if (open.length > 0)
      judge.cannotTell(`Google does not say of ${open.join(', ')} whether they are on.`, [
        services,
      ]);
    const off = Object.keys(requiredApis).filter((name) => !on.has(name) && !open.includes(name));
    const isConnected = account.status === 'found' && account.value.length > 0;
    if (off.length > 0) judge.found(isConnected ? 'switchedOff' : 'off', { projectId, off });
    if (!on.has(gke) && !open.includes(gke)) judge.found('gkeOff', { projectId });
    if (on.has(api('iam')) && account.status === 'denied' && account.code === 'SERVICE_DISABLED') {
      judge.pending(
        'The IAM API was switched on just now, and Google still refuses calls to it.',
        new Date(judge.now.getTime() + spreadingMs),
      );
    }
  },
});
