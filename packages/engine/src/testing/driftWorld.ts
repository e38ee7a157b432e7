/*
 * A tenant `pay` in `dev`, its Application, what Git says at two commits and what the cluster holds: what drift is tested on.
 */
import { EnvironmentDrift, KubernetesObject } from '../model';
import { UnknownEntry, arraySnapshot } from '../snapshot';
import { finish } from '../steps';
import {
  type DriftWorld,
  type FoundManifests,
  driftSources,
  environmentDriftInSteps,
} from '../status/drift';
import {
  ManagedPathsReader,
  rememberManagers,
} from '../status/drift/managedPaths';
import { readManifestsInSteps } from '../status/drift/manifests/readManifests';
import {
  application,
  deployment,
  healthy,
  namespace,
  platform,
  revision,
} from './syncWorld';

export const [environment] = platform.environments;

/** What Git says at a commit: file names below `tenants/pay/dev` with their text. */
export type Files = Readonly<Record<string, string>>;

/** Ten minutes after Argo CD last looked. */
export const now = Date.parse('2026-01-01T10:20:00Z');
const comparedAt = '2026-01-01T10:10:00Z';

/** The Application after a sync at `revision`, with these objects under it that Argo CD calls OutOfSync. */
export function syncedApplication(
  differing: ReadonlyArray<Record<string, unknown>> = [],
  more: NonNullable<Parameters<typeof application>[1]> = {},
  status: object = {},
): KubernetesObject {
  return application(
    {
      ...healthy,
      sync: {
        status: differing.length > 0 ? 'OutOfSync' : 'Synced',
        revision,
      },
      reconciledAt: comparedAt,
      resources: differing,
      ...status,
    },
    {
      automated: { prune: true, selfHeal: true },
      ...more,
      spec: {
        destination: { name: 'spoke-dev', namespace: 'pay' },
        ...more.spec,
      },
    },
  );
}

/** As Argo CD lists a Deployment that differs. */
export const outOfSync = (name = 'web', more: object = {}) => ({
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  namespace: 'pay',
  name,
  status: 'OutOfSync',
  ...more,
});

/** A live Deployment with the entries of its `managedFields`. */
export function managed(
  object: KubernetesObject,
  managedFields: unknown,
): KubernetesObject {
  rememberManagers(object, new ManagedPathsReader().read(managedFields));
  return object;
}

/** A Deployment `web` whose replicas `kubectl-edit` set, five minutes after Argo CD wrote the rest. */
export function editedWeb(spec: object = { replicas: 5 }): KubernetesObject {
  return managed(deployment('web', { spec }), [
    {
      manager: 'argocd-controller',
      operation: 'Update',
      time: '2026-01-01T10:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': { 'f:template': {} } },
    },
    {
      manager: 'kubectl-edit',
      operation: 'Update',
      time: '2026-01-01T10:16:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    },
  ]);
}

/** A Deployment as Git holds it, in YAML. */
export const webYaml = (replicas: number, name = 'web') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { replicas: ${replicas} }\n`;

/** The drift of tenant `pay` in `dev`. `deployed` is the same as `newest` where it is left out. */
export function driftOf(options: {
  app?: KubernetesObject;
  newest: Files;
  deployed?: Files | 'never' | 'unreadable';
  live: readonly KubernetesObject[];
  unknowns?: UnknownEntry[];
  project?: KubernetesObject;
  whole?: DriftWorld['whole'];
}): EnvironmentDrift {
  const { app = syncedApplication(), newest, deployed, live } = options;
  const snapshot = arraySnapshot(
    [
      {
        cluster: 'hub',
        objects: [app, ...(options.project ? [options.project] : [])],
        asOf: 5,
      },
      {
        cluster: 'spoke',
        objects: [namespace('pay', 'dev'), ...live],
        asOf: 6,
      },
    ],
    options.unknowns,
  );
  const read = (files: Files, commit: string) =>
    finish(
      readManifestsInSteps({
        files: new Map(
          Object.entries(files).map(([name, text]) => [
            `tenants/pay/dev/${name}`,
            { content: () => text },
          ]),
        ),
        commit,
        path: 'tenants/pay/dev',
        root: 'tenants/pay',
        application: app,
      }),
    );
  const head = read(newest, 'newest');
  const deployedManifests = (): FoundManifests['deployed'] => {
    switch (deployed) {
      case undefined:
        return head;
      case 'never':
        return 'never';
      case 'unreadable':
        return { why: 'not in the copy' };
      default:
        return read(deployed, 'deployed');
    }
  };
  const found = driftSources('pay', snapshot, environment, platform).map(
    source => ({
      source,
      manifests:
        'why' in source.from
          ? { why: source.from.why }
          : {
              newest: head,
              deployed: deployedManifests(),
            },
    }),
  );
  return finish(
    environmentDriftInSteps(found, {
      environment,
      snapshot,
      platform,
      now,
      asOf: now,
      ...(options.whole ? { whole: options.whole } : {}),
    }),
  );
}
