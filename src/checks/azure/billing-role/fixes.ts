import {
  administratorOf,
  type BillingTarget,
  billingRoles,
  giveBillingRole,
  readerRole,
  takeBillingRole,
} from '../_billing/commands.ts';

export type Data = BillingTarget & {
  /** Names of assignments to take away first, as one principal has one role on an enrollment. */
  remove: readonly string[];
};

export const wanted = ({ agreement, billingAccountId }: BillingTarget) =>
  `${billingRoles[readerRole[agreement]]?.name} on billing account ${billingAccountId}`;

const inConsole = ({ agreement, servicePrincipalId }: BillingTarget): string[] =>
  agreement === 'mca'
    ? [
        'Open Cost Management + Billing > Billing scopes > your billing account > Access control (IAM) > Add.',
        `Role: Billing account reader. Member: the app (its object ID is ${servicePrincipalId}). Choose Add.`,
      ]
    : ['The portal cannot do it: Microsoft offers this role through its REST interface only.'];

export const fixOf = (data: Data, why: string) => ({
  summary:
    `${why} ${data.agreement === 'ea' ? 'The command makes a new GUID as the name of the assignment.' : ''}`.trim(),
  commands: [
    ...data.remove.map((name) => takeBillingRole(data.billingAccountId, name)),
    giveBillingRole(data),
  ],
  console: inConsole(data),
  who: administratorOf[data.agreement],
});
