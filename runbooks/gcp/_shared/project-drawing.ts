import { drawChain } from '../../define-drawing.ts';

/** Spot signs in with a key. */
export default drawChain({
  description:
    'Spot holds a key of one service account in your Google Cloud project, and signs in as it. The service account has one role on this project, and no other project knows it. Deleting the key ends the access.',
  owner: 'Your Google Cloud project',
  spot: { title: 'Spot', detail: 'holds the key' },
  identity: { title: 'Service account', detail: 'with one role' },
  resources: { title: 'The project', detail: 'Compute Engine' },
  enters: ['signs in', 'with the key'],
  does: ['starts, stops,', 'reads'],
});
