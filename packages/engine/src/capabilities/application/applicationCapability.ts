import { usesArgoCd } from '../../platform';
import { isDraining, kustomizationFile, manifestFile } from '../../manifests';
import { Capability } from '../../manifests/Capability';
import { checkSelfHealPauses } from '../../manifests/checkSelfHealPauses';
import { platformDirectory, requestPath } from '../../request/paths';
import { refuseStrayOverrides, targetsOf } from '../../manifests/targetsOf';
import { applicationObject, syncOf } from './applicationObject';
import { checkSources } from './checkSources';
import { checkSync } from './checkSync';
import { applicationRequestSchema } from './request';

/**
 * Requests of kind Application: an Argo CD Application beside the tenant's own.
 *
 * It lives in Argo CD's namespace, which no AppProject of a tenant covers, and whoever may write there can choose any project.
 * So it is rendered into the platform's tree, `platform/<env>/<tenant>/argocd/app-<name>.yaml`, and a pull request for it is
 * reviewed by the platform team. What it syncs is still bound by the tenant's AppProject.
 *
 * @public
 */
export const applicationCapability: Capability<
  'Application',
  typeof applicationRequestSchema
> = {
  kind: 'Application',
  layer: 'platform',
  schema: applicationRequestSchema,
  description:
    'Renders and checks an Argo CD Application of a tenant: Git directory, Kustomize, Helm or several sources.',
  example: {
    description: 'A chart from a registry',
    name: 'redis',
    spec: {
      sources: [
        {
          type: 'helm',
          repo: 'registry.acme.example/charts',
          chart: 'redis',
          revision: '21.2.0',
        },
      ],
    },
  },
  objectsOwned: [{ group: 'argoproj.io', kind: 'Application' }],
  drop({ spec, metadata }, tenant, { layout }) {
    return (spec.environments ?? tenant.spec.environments)
      .filter(name => isDraining(tenant, name))
      .map(name => platformDirectory(metadata.tenant, name, 'argocd', layout));
  },
  render(request, context) {
    const { spec, metadata } = request;
    const { refusals, tenant } = context;
    const targets = targetsOf(context, spec.environments);
    refuseStrayOverrides(refusals, spec.overrides, targets);
    for (const target of targets) {
      const { name } = target.environment;
      if (!usesArgoCd(target.environment)) {
        refusals.add({
          code: 'NotServedByArgoCd',
          field: 'spec.environments',
          given: name,
          message: `Argo CD does not serve ${name}.`,
          fix: 'Name environments with Argo CD only.',
        });
      }
      const override = Object.hasOwn(spec.overrides, name)
        ? spec.overrides[name]
        : {};
      const at = (field: 'sources' | 'sync') =>
        override[field] ? `spec.overrides.${name}.${field}` : `spec.${field}`;
      checkSources(
        { refusals, target, repositories: tenant.spec.repositories },
        override.sources ?? spec.sources,
        at('sources'),
      );
      checkSync(refusals, override.sync ?? spec.sync, at('sync'));
    }
    checkSelfHealPauses(
      refusals,
      spec.selfHealPauses,
      targets.map(({ environment }) => environment),
      name => {
        const { automated, selfHeal } = syncOf(spec, name);
        return automated && selfHeal;
      },
    );
    spec.ignoreDifferences.forEach((ignored, index) => {
      const { jsonPointers, jqPathExpressions, managedFieldsManagers } =
        ignored;
      if (
        ![jsonPointers, jqPathExpressions, managedFieldsManagers].some(
          list => list !== undefined && list.length > 0,
        )
      ) {
        refusals.add({
          code: 'Missing',
          field: `spec.ignoreDifferences[${index}]`,
          message: 'This entry names no field to ignore.',
          fix: 'Set jsonPointers, jqPathExpressions or managedFieldsManagers.',
        });
      }
    });
    refusals.throwIfAny();
    return targets.flatMap(target => {
      const { environment } = target;
      const file = `app-${metadata.name}.yaml`;
      const directory = platformDirectory(
        target.tenant,
        environment.name,
        'argocd',
        context.platform.layout,
      );
      return [
        manifestFile({
          path: `${directory}/${file}`,
          tree: 'platform',
          source: requestPath(request, context.platform.layout),
          environment,
          cluster: environment.argocd.cluster,
          objects: [applicationObject(target, metadata.name, spec)],
        }),
        kustomizationFile({
          directory,
          tree: 'platform',
          resources: [file],
          shared: true,
        }),
      ];
    });
  },
};
