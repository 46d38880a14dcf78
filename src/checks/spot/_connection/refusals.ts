import { diagnosis, type Judge } from '../../define-check.ts';

/**
 * What Spot's API says when it does not do what it was asked. The codes inside its answers are not
 * public; the statuses are HTTP's.
 */
export interface SpotAnswer<Item> {
  response: {
    status: { code: number };
    count?: number | undefined;
    items?: Item[] | undefined;
    errors?: { message?: string | undefined }[] | undefined;
  };
}

const newToken = [
  'Sign in at https://console.spotinst.com as an organization admin.',
  'Choose the user icon at the top right, then Settings > API.',
  'Create a token, of a programmatic user where you can: a personal token dies with its user.',
  'In your terminal: read -rs SPOT_TOKEN && export SPOT_TOKEN, then paste the token and press Enter.',
];

export const refusals = {
  tokenRefused: diagnosis<{ status: number }>({
    code: 'SPOT-TOKEN-001',
    severity: 'fail',
    title: 'Spot does not accept the token',
    explain: () =>
      'The token is wrong, was deleted, or has run out. Temporary tokens of the console run out by themselves; a personal token ends with its user.',
    observed: ({ status }) => `Spot answered ${status} to this token`,
    expected: () => 'an answer with the accounts of your organization',
    fix: () => ({
      summary: 'Create a new token and put it into SPOT_TOKEN.',
      commands: [],
      console: newToken,
    }),
  }),
  notAdmin: diagnosis<Record<never, never>>({
    code: 'SPOT-TOKEN-002',
    severity: 'fail',
    title: 'The token is not that of an organization admin',
    explain: () =>
      'Spot knows the token, but its user may not see the accounts of the organization. Connecting an account takes an organization admin.',
    observed: () => 'Spot answered 403 to the list of accounts',
    expected: () => 'a token of an organization admin',
    fix: () => ({
      summary: 'Let an organization admin create the token, or make your user one.',
      commands: [],
      console: newToken,
      who: 'an organization admin of your Spot organization',
    }),
  }),
  accountUnknown: diagnosis<{ account: string; known: string; near?: string }>({
    code: 'SPOT-ACCOUNT-001',
    severity: 'fail',
    title: 'The organization has no Spot account with this ID',
    explain: ({ account, near }) =>
      near
        ? `The organization has ${near}, which is spelled almost like ${account}.`
        : 'None of the organization’s accounts is spelled like it, so it was deleted, or belongs to another Spot organization than the token. The name of the organization stands at the top left in Spot.',
    observed: ({ known }) => `accounts of the organization: ${known}`,
    expected: ({ account }) => account,
    fix: ({ known, near }) => ({
      summary: near
        ? `Put ${near} into the field Spot account ID.`
        : `Choose one of the organization's accounts (${known}), or create a new one in this guide, and put its ID into the field Spot account ID. If the account is of another organization, use a token of that one.`,
      commands: [],
      console: [
        'In Spot, choose the account at the top left.',
        'Open Settings > General Details > My Spot Account.',
        'Copy Cloud Account ID; it begins with act-.',
      ],
    }),
  }),
};

type Refused = Pick<typeof refusals, 'tokenRefused' | 'notAdmin'>;

/** The accounts of an answer, which are those of one organization. */
export function accountsOf<Item extends { organizationId: string | number }>(
  answer: SpotAnswer<Item> | null,
  judge: Judge<Refused>,
): Item[] | undefined {
  const items = itemsOf(answer, judge);
  if (!items) return undefined;
  const organizations = new Set(items.map(({ organizationId }) => String(organizationId)));
  if (organizations.size <= 1) return items;
  judge.cannotTell(
    `Spot listed accounts of several organizations (${[...organizations].join(', ')}): this is not one answer.`,
  );
  return undefined;
}

/** The items of an answer; undefined, after saying why, when Spot refused. */
export function itemsOf<Item>(
  answer: SpotAnswer<Item> | null,
  judge: Judge<Refused>,
): Item[] | undefined {
  const status = answer?.response.status.code ?? 0;
  if (status === 200) {
    const { items, count = 0, errors = [] } = answer?.response ?? {};
    if (items && count <= items.length && errors.length === 0) return items;
    judge.cannotTell(
      items
        ? `Spot says that there are ${count}, and lists ${items.length}${reason(answer)}: this is not the whole answer.`
        : 'Spot answered without a list: this answer shows nothing.',
    );
    return undefined;
  }
  if (status === 401) judge.found('tokenRefused', { status });
  else if (status === 403) judge.found('notAdmin', {});
  else judge.cannotTell(`Spot answered ${status}${reason(answer)}.`);
  return undefined;
}

function reason(answer: SpotAnswer<unknown> | null): string {
  const message = answer?.response.errors?.[0]?.message;
  return message ? ` (${message})` : '';
}
