import type { DriftView } from '@groundwork/backstage-plugin-tenancy-common';
import type { DriftSummary, ObjectDrift } from '@groundwork/engine';

/** A Deployment whose replicas somebody edited four minutes ago. */
export function objectDrift(overrides: Partial<ObjectDrift> = {}): ObjectDrift {
  return {
    ref: {
      cluster: 'spoke-prod',
      group: 'apps',
      kind: 'Deployment',
      namespace: 'payments',
      name: 'web',
    },
    application: {
      cluster: 'hub',
      group: 'argoproj.io',
      kind: 'Application',
      namespace: 'argocd',
      name: 'payments-prod',
    },
    layer: 'tenant',
    state: 'differs',
    fields: [
      {
        kind: 'changed',
        path: 'spec.replicas',
        git: { text: '3' },
        cluster: { text: '5' },
        writer: {
          manager: 'kubectl-edit',
          operation: 'Update',
          at: Date.now() - 4 * 60_000 - 5_000,
        },
      },
    ],
    notCompared: [],
    putBack: { by: 'argocd', why: '' },
    ...overrides,
  };
}

/** One object that drifted, as the environment's row has it. */
export function driftSummary(
  overrides: Partial<DriftSummary> = {},
): DriftSummary {
  return {
    drifted: 1,
    notDeployed: 0,
    notCompared: 0,
    first: [objectDrift()],
    ...overrides,
  };
}

/** The whole list, with one object of each kind of trouble. */
export function driftView(overrides: Partial<DriftView> = {}): DriftView {
  const items = [
    objectDrift(),
    objectDrift({
      ref: { ...objectDrift().ref, name: 'api' },
      state: 'notDeployed',
      putBack: undefined,
      fields: [
        {
          kind: 'notDeployed',
          path: 'spec.template.spec.containers[name=api].image',
          git: { text: 'api:1' },
          newest: { text: 'api:2' },
          cluster: { text: 'api:1' },
        },
        {
          kind: 'ignored',
          path: 'spec.template.spec.containers[name=api].env[name=TOKEN].value',
          git: { hidden: true },
          cluster: { absent: true },
        },
      ],
      furtherFields: 2,
      notCompared: [{ path: 'spec.paused', why: 'a patch changes it' }],
    }),
    objectDrift({
      ref: { ...objectDrift().ref, group: '', kind: 'Secret', name: 'db' },
      state: 'notCompared',
      fields: [],
      putBack: undefined,
      notCompared: [{ why: 'Secrets are never read' }],
    }),
  ];
  return {
    tenant: 'payments',
    environment: 'prod',
    items,
    total: items.length,
    compared: 7,
    applications: [
      {
        application: { ...objectDrift().application, name: 'payments-charts' },
        layer: 'tenant',
        why: 'it is a Helm chart, which is not rendered here',
      },
    ],
    asOf: Date.now(),
    ...overrides,
  };
}
