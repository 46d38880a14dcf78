import type { AwsWorld, Variant } from '../../define-faults.ts';
import { linkedVariants } from '../linked-account/variants.ts';
import { createHealthyWorld } from './healthy.ts';

const custom = (
  name: string,
  title: string,
  products: string,
  integrations: string,
): Variant<AwsWorld> => ({
  name,
  title,
  build: (simulator) =>
    createHealthyWorld(simulator, { permissionSet: 'custom', products, integrations }),
});

/** Legitimate variants of the healthy world: nothing may be found in them. */
export const variants: readonly Variant<AwsWorld>[] = [
  ...linkedVariants(createHealthyWorld),
  custom('chosen-kubernetes', 'Only Ocean for EKS was chosen', 'ocean-eks', 'none'),
  custom('chosen-dashboard', 'Only the dashboard was chosen', 'dashboard', 'none'),
  custom(
    'chosen-elastigroup-with-beanstalk',
    'Elastigroup with Beanstalk and Route 53',
    'elastigroup,stateful',
    'beanstalk,route53',
  ),
];
