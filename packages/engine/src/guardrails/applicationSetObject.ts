import { KubernetesObject } from '../model';
import { commonAnnotations, labelKeysOf } from '../names';
import { Environment, Platform, repositoryOf } from '../platform';
import type { Layout } from '../request/layout';
import { platformDirectory, sharedDirectory } from '../request/paths';
import { sharedMeta } from './admissionObjects';
import { keptRoot } from './projectObject';
import { Part, rootApplicationSpec } from './rootApplication';

/** Which of the names of a tenant's directory is the tenant. */
function tenantSegment(layout: Layout): number {
  return platformDirectory('*', '', undefined, layout).split('/').indexOf('*');
}

/**
 * The ApplicationSet that makes one Application of every tenant's directory `platform/<environment>/<tenant>/<part>`:
 * `cluster` goes to the environment's cluster, `argocd` to where Argo CD runs. What it fills in is the directory's name only;
 * project and destination are written here.
 */
export function applicationSetObject(
  platform: Platform,
  environment: Environment,
  part: Part,
): KubernetesObject {
  const { argocd, name } = environment;
  const labelKeys = labelKeysOf(platform.prefix);
  // Argo CD fills it in.
  const tenant = `{{index .path.segments ${tenantSegment(platform.layout)}}}`;
  const { url, branch } = repositoryOf(platform, environment, 'platform');
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: sharedMeta(platform, environment, `platform-${name}-${part}`, {
      namespace: argocd.namespace,
      annotations: keptRoot,
    }),
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            repoURL: url,
            revision: branch,
            directories: [
              {
                path: platformDirectory('*', name, part, platform.layout),
              },
              {
                path: sharedDirectory(environment.name, part, platform.layout),
                exclude: true,
              },
            ],
          },
        },
      ],
      syncPolicy: { applicationsSync: 'sync' },
      template: {
        metadata: {
          name: `platform-${name}-${tenant}-${part}`,
          labels: {
            'app.kubernetes.io/managed-by': 'groundwork',
            [labelKeys.tenant]: tenant,
            [labelKeys.environment]: name,
            [labelKeys.layer]: 'platform',
          },
          annotations: commonAnnotations(platform),
          finalizers: ['resources-finalizer.argocd.argoproj.io'],
        },
        spec: rootApplicationSpec(platform, environment, part, {
          path: '{{.path.path}}',
          owner: tenant,
        }),
      },
    },
  };
}

/**
 * The Application of an environment's shared directory. It has no finalizer: taking it away leaves the guard rails standing.
 */
export function sharedApplicationObject(
  platform: Platform,
  environment: Environment,
  part: Part,
): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: sharedMeta(
      platform,
      environment,
      `platform-${environment.name}-shared-${part}`,
      { namespace: environment.argocd.namespace, annotations: keptRoot },
    ),
    spec: rootApplicationSpec(platform, environment, part, {
      path: sharedDirectory(environment.name, part, platform.layout),
      owner: 'shared',
    }),
  };
}
