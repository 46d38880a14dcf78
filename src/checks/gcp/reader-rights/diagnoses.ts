import askFor from '../../ask-for.ts';
import { diagnosis } from '../../define-check.ts';
import { actionsRefused, type Refused, sayAllRefused, sayWaysRefused } from '../../foresee.ts';

interface RightsData {
  projectId: string;
  refused: readonly Refused[];
}

interface WaysData {
  projectId: string;
  ways: readonly { label: string; refused: readonly Refused[] }[];
  /** Labels of the ways on which nothing else is refused. */
  through: readonly string[];
}

const rolesOf = (refused: readonly Refused[]) => [
  ...new Set(refused.flatMap(({ roles }) => roles)),
];

/** What to ask an owner for, with the roles that have it. */
const askOwner = ({ projectId, refused }: RightsData) => {
  const roles = rolesOf(refused);
  return {
    summary: `Ask an owner of ${projectId} for: ${(roles.length > 0 ? roles : actionsRefused(refused)).join(', ')}.`,
    commands: [],
    console: [
      ...(roles.length > 0 ? [`These roles have them: ${roles.join(', ')}.`] : []),
      `They open https://console.cloud.google.com/iam-admin/iam?project=${projectId}, choose Grant access, and give you these roles.`,
      ...(roles.includes('Organization Policy Viewer')
        ? ['Organization Policy Viewer is given on the organization.']
        : []),
    ],
    who: 'an owner of the project',
    send: askFor({
      where: `the Google Cloud project ${projectId}`,
      refused,
      please: 'Please give the Google account that I write from',
    }),
  };
};

/** What the check of the reader's own rights foresees. */
const diagnoses = {
  refused: diagnosis<RightsData>({
    code: 'GCP-READER-001',
    severity: 'warning',
    title: 'You will be refused further down',
    explain: ({ refused }) =>
      `Google will refuse you at ${sayAllRefused(refused)}. What is there already can still be checked.`,
    observed: ({ refused }) => `without ${actionsRefused(refused).join(', ')}`,
    expected: () => 'the permissions listed under “Rights you need”',
    fix: askOwner,
  }),
  refusedOnWays: diagnosis<WaysData>({
    code: 'GCP-READER-002',
    severity: 'warning',
    title: 'Not every way through this guide is open to you',
    explain: ({ ways, through }) =>
      `${ways.map(({ label, refused }) => `With ${label} Google will refuse you at ${sayAllRefused(refused)}.`).join(' ')} ${
        through.length > 0
          ? `With ${through.join(', and with ')} it will not.`
          : 'Choose your way, and ask for what it takes.'
      }`,
    observed: ({ ways }) => sayWaysRefused(ways),
    expected: () => 'what the way that you take needs',
    fix: ({ projectId, ways, through }) => {
      const refused = ways.flatMap((way) => way.refused);
      return {
        ...askOwner({ projectId, refused }),
        summary:
          through.length > 0
            ? `Choose ${through.join(' or ')} at the steps, which takes nothing that you lack. Or ask for ${actionsRefused(refused).join(', ')}.`
            : 'Choose one way at the steps, check again, and ask for what it takes.',
      };
    },
  }),
  checksRefused: diagnosis<RightsData>({
    code: 'GCP-READER-003',
    severity: 'warning',
    title: 'The checks of some steps will not see everything',
    explain: ({ refused }) =>
      `The guide's own work goes through. The checks of ${sayAllRefused(refused)} read with permissions that you lack, and will say that they could not look.`,
    observed: ({ refused }) => `without ${actionsRefused(refused).join(', ')}`,
    expected: () => 'the permissions listed under “Rights you need”',
    fix: askOwner,
  }),
};

export default diagnoses;
