import type { AdmissionRule } from '../guardrails/AdmissionRule';
import type { KubernetesObject } from '../model';
import { create, object, rules } from './guardedTenant';

export const image = 'registry.example.com/apps/web:1';
export const containers = [{ name: 'web', image }];

/** What a team writes of its pods; containers are given. */
export interface Template {
  metadata?: object;
  spec?: object;
}

export const template = ({ metadata, spec }: Template) => ({
  ...(metadata ? { metadata } : {}),
  spec: { containers, ...spec },
});

export function deployment(given: Template): KubernetesObject {
  return object('apps/v1', 'Deployment', { template: template(given) });
}

/** What the guard rails answer to a Deployment with this template. */
export function said(given: Template, held: AdmissionRule[] = rules): string[] {
  return create('deployments', deployment(given), {}, held);
}

/** How many of them refuse it. */
export const refused = (spec: object, held?: AdmissionRule[]) =>
  said({ spec }, held).length;
