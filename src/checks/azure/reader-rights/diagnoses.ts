import askFor from '../../ask-for.ts';
import { diagnosis } from '../../define-check.ts';
import { actionsRefused, type Refused, sayAllRefused, sayWaysRefused } from '../../foresee.ts';

interface Reader {
  subscriptionId: string;
  upn: string | undefined;
}

interface RightsData extends Reader {
  refused: readonly Refused[];
  /** What to ask for instead of the single actions. */
  what: string;
}

interface WaysData extends Omit<RightsData, 'refused'> {
  ways: readonly { label: string; refused: readonly Refused[] }[];
  /** Labels of the ways on which nothing else is refused. */
  through: readonly string[];
}

interface RuleData extends Reader {
  refused: readonly Refused[];
  name: string;
  /** Where the rule was made, if it says so. */
  scope: string;
}

/**
 * Microsoft Entra roles that may register applications, by template id.
 * Source: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
export const registeringRoles: Readonly<Record<string, string>> = {
  '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3': 'Application Administrator',
  '158c047a-c907-4556-b7ef-446551a6b5f7': 'Cloud Application Administrator',
  'cf1c38e5-3621-4004-a7cb-879624dced7c': 'Application Developer',
};

const atSteps = (refused: readonly Refused[]) =>
  refused.map(({ step, actions }) => `At “${step}” you lack ${actions.join(', ')}.`).join(' ');

const ask = (
  { subscriptionId, upn }: Reader,
  refused: readonly Refused[],
  please?: string,
): string =>
  askFor({
    ...(upn ? { who: upn } : {}),
    where: `the Azure subscription ${subscriptionId}`,
    refused,
    ...(please ? { please } : {}),
  });

/** Asking an owner of the subscription. */
const askOwner = (data: RightsData) => ({
  summary: `Ask for ${data.what}, or for a custom role with: ${actionsRefused(data.refused).join(', ')}. Contributor is not enough: it may not give roles.`,
  commands: [],
  send: ask(data, data.refused),
  who: 'an owner of the subscription',
});

/** What the check of the reader's own rights foresees. Shared by all guides. */
const diagnoses = {
  actionsMissing: diagnosis<RightsData>({
    code: 'AZ-READER-001',
    severity: 'warning',
    title: 'You will be refused at a later step',
    explain: ({ refused }) =>
      `${atSteps(refused)} Ask now, so that you need not stop in the middle.`,
    observed: ({ refused }) => actionsRefused(refused).join(', '),
    expected: () => 'all actions of the table “Rights you need”',
    fix: askOwner,
  }),
  mayNotRegister: diagnosis<{ steps: string[]; upn: string; guest: boolean }>({
    code: 'AZ-READER-002',
    severity: 'warning',
    title: 'You may not register applications',
    explain: ({ steps, guest }) =>
      `${guest ? 'You are a guest in this directory, and guests may not.' : 'In this directory users may not, and you have no role that may.'} You will be refused at ${steps.map((step) => `“${step}”`).join(' and ')}: microsoft.directory/applications/createAsOwner, microsoft.directory/servicePrincipals/createAsOwner.`,
    observed: ({ upn, guest }) => `${upn}${guest ? ', a guest' : ''}`,
    expected: () => `one of the roles ${Object.values(registeringRoles).slice(1).join(', ')}`,
    fix: ({ upn, steps }) => ({
      summary: `Ask for the Microsoft Entra role Application Developer for ${upn}, or have an Application Administrator register the app and make you its owner.`,
      commands: [],
      console: [
        'Microsoft Entra ID > Roles and administrators > Application Developer > Add assignments.',
      ],
      who: 'a Privileged Role Administrator or Global Administrator',
      send: `I am ${upn}, and I connect an Azure subscription to Spot (spot.io). Please give me the Microsoft Entra role Application Developer, or register the app and make me its owner: without that I am refused at ${steps.map((step) => `“${step}”`).join(' and ')} of Spot’s guide. You may take it back when I am done.`,
    }),
  }),
  deniedByAssignment: diagnosis<RuleData>({
    code: 'AZ-READER-003',
    severity: 'warning',
    title: 'A deny assignment will refuse you at a later step',
    explain: ({ name, refused }) =>
      `The deny assignment “${name}” takes from you what your roles allow. You will be refused at ${sayAllRefused(refused)}. Deny assignments win over every role.`,
    observed: ({ name, scope, refused }) =>
      `“${name}” at ${scope} denies ${actionsRefused(refused).join(', ')}`,
    expected: ({ refused }) => `nothing that denies you ${actionsRefused(refused).join(', ')}`,
    fix: (data) => ({
      summary: `Ask whoever made the deny assignment “${data.name}” (a deployment stack or a managed application makes them) to exclude you from it, or somebody whom it does not name to do this.`,
      commands: [],
      console: [`It is listed under Access control (IAM) > Deny assignments of ${data.scope}.`],
      who: 'whoever made the deny assignment',
      send: ask(
        data,
        data.refused,
        `The deny assignment “${data.name}” refuses me. If it is not meant for this, please exclude me from it for`,
      ),
    }),
  }),
  deniedByPolicy: diagnosis<RuleData>({
    code: 'AZ-READER-004',
    severity: 'warning',
    title: 'A policy of your company will refuse a later step',
    explain: ({ name, refused }) =>
      `The Azure Policy “${name}” does not allow this kind of resource, whoever makes it. You will be refused at ${sayAllRefused(refused)}, with RequestDisallowedByPolicy.`,
    observed: ({ name, refused }) => `“${name}” refuses ${actionsRefused(refused).join(', ')}`,
    expected: ({ refused }) => `no policy that refuses ${actionsRefused(refused).join(', ')}`,
    fix: (data) => ({
      summary: `Ask whoever assigned the policy “${data.name}” to exempt the subscription ${data.subscriptionId} from it.`,
      commands: [],
      who: 'a Resource Policy Contributor where the policy was assigned',
      send: ask(
        data,
        data.refused,
        `The Azure Policy “${data.name}” refuses it. If it is not meant for this, please exempt this subscription for`,
      ),
    }),
  }),
  refusedOnWays: diagnosis<WaysData>({
    code: 'AZ-READER-005',
    severity: 'warning',
    title: 'Not every way through this guide is open to you',
    explain: ({ ways, through }) =>
      `${ways.map(({ label, refused }) => `With ${label}: ${atSteps(refused)}`).join(' ')} ${
        through.length > 0
          ? `With ${through.join(', and with ')} you lack nothing.`
          : 'Choose your way, and ask for what it takes.'
      }`,
    observed: ({ ways }) => sayWaysRefused(ways),
    expected: () => 'what the way that you take needs',
    fix: ({ ways, through, ...data }) => ({
      ...askOwner({ ...data, refused: ways.flatMap(({ refused }) => refused) }),
      summary:
        through.length > 0
          ? `Choose ${through.join(' or ')} at the steps, which takes nothing that you lack. Or ask for the rest.`
          : 'Choose one way at the steps, check again, and ask for what it takes.',
    }),
  }),
  checksRefused: diagnosis<RightsData>({
    code: 'AZ-READER-006',
    severity: 'warning',
    title: 'The checks of some steps will not see everything',
    explain: ({ refused }) =>
      `The guide's own work goes through. The checks of ${sayAllRefused(refused)} read with actions that you lack, and will say that they could not look.`,
    observed: ({ refused }) => `without ${actionsRefused(refused).join(', ')}`,
    expected: () => 'all actions of the table “Rights you need”',
    fix: (data) => ({
      ...askOwner(data),
      summary: `Ask for the role Reader on the subscription, or for a custom role with: ${actionsRefused(data.refused).join(', ')}. Or go on: a check that cannot look says so.`,
    }),
  }),
};

export default diagnoses;
