import { readFileSync } from 'node:fs';
import { Agent, request as httpsRequest } from 'node:https';
import type { TerminalSettings } from '../cloud.ts';
import { azureCliClientId } from './entra/tokens.ts';
import type { AzureIdentity } from './state.ts';

/** A subscription as `az` keeps it of somebody who signed in. */
export interface SignedInSubscription {
  id: string;
  name: string;
  state: string;
  tenantId: string;
  homeTenantId: string;
}

/**
 * What `az login` asks after the browser: a token for Azure Resource Manager, and the subscriptions
 * that the person sees with it. Throws when Microsoft Entra ID or ARM refuses.
 */
export async function subscriptionsOf(
  identity: AzureIdentity,
  proxy: TerminalSettings['proxy'],
): Promise<SignedInSubscription[]> {
  const grant: Record<string, string> =
    identity.type === 'user'
      ? {
          grant_type: 'refresh_token',
          client_id: azureCliClientId,
          refresh_token: identity.refreshToken,
        }
      : {
          grant_type: 'client_credentials',
          client_id: identity.clientId,
          client_secret: identity.clientSecret,
        };
  const form = new URLSearchParams({
    ...grant,
    scope: 'https://management.core.windows.net//.default',
  });
  const url = `https://login.microsoftonline.com/${identity.tenantId}/oauth2/v2.0/token`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const token = await call(proxy, 'POST', url, headers, form.toString());
  const list = 'https://management.azure.com/subscriptions?api-version=2019-11-01';
  const answer = await call(proxy, 'GET', list, { authorization: `Bearer ${token.access_token}` });
  const found = answer.value as {
    subscriptionId: string;
    displayName: string;
    state: string;
    tenantId: string;
  }[];
  return found.map(({ subscriptionId, displayName, state, tenantId }) => ({
    id: subscriptionId,
    name: displayName,
    state,
    tenantId: identity.tenantId,
    homeTenantId: tenantId,
  }));
}

async function call(
  { url: proxy, caPath }: TerminalSettings['proxy'],
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Record<string, unknown>> {
  const agent = new Agent({ proxyEnv: { HTTPS_PROXY: proxy }, ca: readFileSync(caPath) });
  const { status, text } = await new Promise<{ status: number; text: string }>(
    (resolve, reject) => {
      const request = httpsRequest(url, { method, headers, agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      request.on('error', reject);
      request.end(body);
    },
  );
  agent.destroy();
  if (status !== 200)
    throw new Error(
      `The sign-in to the simulated Azure failed: ${method} ${url} answered ${status} ${text.slice(0, 500)}`,
    );
  return JSON.parse(text);
}
