import { z } from 'zod';
import { tenantCapability } from './tenant/tenantCapability';
import { applicationCapability } from './application/applicationCapability';
import { routeCapability } from './route/routeCapability';
import { secretCapability } from './secret/secretCapability';
import { scalerCapability } from './scaler/scalerCapability';
import { serviceCapability } from './service/serviceCapability';
import { workloadCapability } from './workload/workloadCapability';

/**
 * Every kind of request there is. A new one is added here and nowhere else.
 *
 * @public
 */
export const capabilities: readonly [
  typeof tenantCapability,
  typeof workloadCapability,
  typeof routeCapability,
  typeof secretCapability,
  typeof applicationCapability,
  typeof serviceCapability,
  typeof scalerCapability,
] = [
  tenantCapability,
  workloadCapability,
  routeCapability,
  secretCapability,
  applicationCapability,
  serviceCapability,
  scalerCapability,
];

/**
 * A request of any kind, after parsing.
 *
 * @public
 */
export type Request = z.output<(typeof capabilities)[number]['schema']>;

/**
 * The kinds of requests.
 *
 * @public
 */
export type RequestKind = (typeof capabilities)[number]['kind'];
