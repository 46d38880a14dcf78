import siteConfig from '@generated/docusaurus.config';
import { setApiUrl, takeStartToken } from './client.ts';

// A client module: runs before the first component asks the API anything.
setApiUrl(String(siteConfig.customFields?.apiUrl ?? ''));
if (typeof window !== 'undefined') takeStartToken();
