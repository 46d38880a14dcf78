import { drawChain } from '../../define-drawing.ts';

/** Spot signs in with a secret, and reads the bill. */
export default drawChain({
  description:
    'Spot holds a client secret of one app registration in your Microsoft Entra tenant, and signs in as its service principal. The service principal may read billing data, costs and reservations. It can change and buy nothing. When the secret expires or is deleted, the access ends.',
  owner: 'Your Azure tenant',
  spot: { title: 'Spot Eco', detail: 'holds the secret' },
  identity: { title: 'Service principal', detail: 'with reader roles' },
  resources: { title: 'Billing account', detail: 'costs, reservations' },
  enters: ['signs in with', 'the secret'],
  does: ['only reads'],
});
