import { lazy, Suspense } from 'react';
import { useApiStatus } from '../api/status.ts';

// Readers of a real account never load it.
const Bar = lazy(() => import('./Bar.tsx'));

/** The bar of demo mode, at the foot of the window, so that its coming moves nothing. */
export function DemoBar() {
  const status = useApiStatus();
  if (status.phase !== 'ready' || status.status.mode !== 'demo') return null;
  return (
    <Suspense fallback={null}>
      <Bar />
    </Suspense>
  );
}
