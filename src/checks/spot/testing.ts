import type { Evidence } from '../../evidence/define-evidence.ts';

/** For tests only: an answer of Spot's API. */
export function answer(
  items: readonly unknown[] | undefined,
  code = 200,
  more: object = {},
): Evidence {
  return {
    status: 'found',
    value: {
      response:
        code === 200
          ? { status: { code }, items, ...more }
          : { status: { code }, errors: [{ message: 'no' }] },
    },
  };
}

/** A Spot account as the list shows it. */
export const listed = (accountId: string, providerExternalId?: string) => ({
  ...{ accountId, name: `name-of-${accountId}`, organizationId: '606000000001' },
  ...(providerExternalId ? { providerExternalId } : {}),
});
