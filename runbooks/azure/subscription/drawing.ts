import { drawChain } from '../../define-drawing.ts';

/** Spot signs in with a secret, and manages one subscription. */
export default drawChain({
  description:
    'Spot holds a client secret of one app registration in your Microsoft Entra tenant, and signs in as its service principal. The service principal has one custom role on one subscription. When the secret expires or is deleted, the access ends.',
  owner: 'Your Azure tenant',
  spot: { title: 'Spot', detail: 'holds the secret' },
  identity: { title: 'Service principal', detail: 'with a custom role' },
  resources: { title: 'Subscription', detail: 'virtual machines' },
  enters: ['signs in with', 'the secret'],
  does: ['starts, stops,', 'reads'],
});
