import { labelKeysOf } from '../../../names';
import { Environment, Platform } from '../../../platform';
import { AdmissionRule } from '../../AdmissionRule';
import { celList, celString, tierList } from '../../cel';
import { fromRegistries, isInjected } from './images';
import { nodeVariables } from './nodeLabels';
import { ownNetworks } from './podNetworks';
import { usualScheduler } from './schedulers';
import { tierTaints, tierToleration, usualToleration } from './tolerations';

type Validations = AdmissionRule['validations'];

/** Variables that {@link templateRules} asks, of what the tier of the tenant (`variables.tier`) lets its pods have. */
export function templateVariables(platform: Platform): Record<string, string> {
  const listOf = (make: (tier: Platform['tiers'][string]) => string[]) =>
    tierList(
      Object.fromEntries(
        Object.entries(platform.tiers).map(([name, tier]) => [
          name,
          make(tier),
        ]),
      ),
    );
  return {
    ...nodeVariables(platform),
    taints: tierTaints(platform),
    priorityClasses: listOf(tier => tier.priorityClasses),
    runtimeClasses: listOf(tier => tier.runtimeClasses),
    resources: listOf(tier => Object.keys(tier.resources)),
  };
}

/**
 * What the template of a pod may say, for each in `variables.templates`; `variables.operator` and {@link templateVariables} are needed.
 * Templates are what the team wrote: webhooks of the platform add to pods, and are not held to this.
 */
export function templateRules(
  platform: Platform,
  environment: Environment,
): Validations {
  return [
    ...metadata(platform, environment),
    ...places(),
    ...scheduling(environment),
    ...contents(),
    ...images(environment),
  ];
}

/** True of every template; `t` is the template. */
function all(condition: string): string {
  return `variables.templates.all(t, ${condition})`;
}

/** True of every template with a pod in it. */
function allPods(condition: string): string {
  return all(`!has(t.spec) || (${condition})`);
}

const containers =
  '((has(t.spec.containers) ? t.spec.containers : []) + (has(t.spec.initContainers) ? t.spec.initContainers : []))';

function metadata(platform: Platform, environment: Environment): Validations {
  const layer = celString(labelKeysOf(platform.prefix).layer);
  const without = (field: string, condition: string) =>
    all(`!has(t.metadata) || !has(t.metadata.${field}) || ${condition}`);
  return [
    {
      expression: without(
        'labels',
        `!(${layer} in t.metadata.labels) || t.metadata.labels[${layer}] != 'platform'`,
      ),
      message: "Pods of a tenant do not carry the platform's label.",
    },
    {
      expression: without('finalizers', 'size(t.metadata.finalizers) == 0'),
      message:
        'Pods of a tenant must not have finalizers. They would block the deletion of its namespace.',
    },
    {
      expression: without(
        'annotations',
        ownNetworks('t.metadata.annotations', environment),
      ),
      message:
        'Pods of a tenant may only join networks of their namespace or those that the platform names (podNetworks), with the addresses that they are given.',
    },
  ];
}

function places(): Validations {
  const labels = 'variables.nodeLabels';
  const selected = `k in ${labels} || k + '=' + t.spec.nodeSelector[k] in ${labels}`;
  const matched = `e.key in ${labels} || (e.operator == 'In' && size(e.values) > 0 && e.values.all(v, e.key + '=' + v in ${labels}))`;
  const term = (of: string) =>
    `!has(${of}.matchFields) && (!has(${of}.matchExpressions) || ${of}.matchExpressions.all(e, ${matched}))`;
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
  const node = 't.spec.affinity.nodeAffinity';
  const together = ['podAffinity', 'podAntiAffinity'].flatMap(kind => {
    const path = `t.spec.affinity.${kind}`;
    return [
      `(!has(${path}) || !has(${path}.${required}) || ${path}.${required}.all(p, p.topologyKey in variables.nodeKeys))`,
      `(!has(${path}) || !has(${path}.${preferred}) || ${path}.${preferred}.all(p, p.podAffinityTerm.topologyKey in variables.nodeKeys))`,
    ];
  });
  return [
    {
      expression: allPods("(!has(t.spec.nodeName) || t.spec.nodeName == '')"),
      message: 'Pods of a tenant must not bypass the scheduler (nodeName).',
    },
    {
      expression: allPods(
        [
          '!has(t.spec.tolerations) || t.spec.tolerations.all(x,',
          `${usualToleration(3600)} || ${tierToleration()})`,
        ].join('\n'),
      ),
      message:
        "Pods of a tenant tolerate the taints of its tier (tolerations), and for an hour at most a node that is away; a toleration of the platform's or another team's nodes is not for it.",
    },
    {
      expression: allPods(
        `!has(t.spec.nodeSelector) || t.spec.nodeSelector.all(k, ${selected})`,
      ),
      message:
        'Pods of a tenant may only choose nodes by zone, region, architecture and system, and by the labels of its tier (nodeLabels).',
    },
    {
      expression: allPods(
        [
          '!has(t.spec.affinity) || (',
          `  (!has(${node}) || (`,
          `    (!has(${node}.${required}) || ${node}.${required}.nodeSelectorTerms.all(n, ${term(
            'n',
          )})) &&`,
          `    (!has(${node}.${preferred}) || ${node}.${preferred}.all(n, ${term(
            'n.preference',
          )})))) &&`,
          `  ${together.join(' &&\n  ')})`,
        ].join('\n'),
      ),
      message:
        'The affinity of a pod of a tenant must only use zone, region, architecture and system, and the labels of its tier (nodeLabels).',
    },
    {
      expression: allPods(
        `!has(t.spec.topologySpreadConstraints) || t.spec.topologySpreadConstraints.all(c, c.topologyKey in variables.nodeKeys)`,
      ),
      message:
        'Pods of a tenant may only be spread over hosts, zones and regions, and by the labels of its tier (nodeLabels).',
    },
  ];
}

function scheduling(environment: Environment): Validations {
  return [
    {
      expression: allPods(usualScheduler('t.spec', environment)),
      message:
        'Pods of a tenant must use the default scheduler, or one that the platform names (schedulers).',
    },
  ];
}

function contents(): Validations {
  const resource =
    "(r in ['cpu', 'memory', 'ephemeral-storage'] || r in variables.resources)";
  const asked = (of: string) =>
    ['limits', 'requests']
      .map(
        side =>
          `(!has(${of}.resources.${side}) || ${of}.resources.${side}.all(r, ${resource}))`,
      )
      .join(' && ');
  return [
    {
      expression: allPods(
        [
          "(!has(t.spec.serviceAccountName) || !t.spec.serviceAccountName.startsWith('groundwork-')) &&",
          "(!has(t.spec.serviceAccount) || !t.spec.serviceAccount.startsWith('groundwork-'))",
        ].join('\n'),
      ),
      message:
        'A pod must not run as a ServiceAccount of the platform (groundwork-...).',
    },
    {
      expression: allPods(
        "!has(t.spec.priorityClassName) || t.spec.priorityClassName == '' || t.spec.priorityClassName in variables.priorityClasses",
      ),
      message:
        'Pods of a tenant may only use the PriorityClasses of its tier (priorityClasses). Others would preempt the pods of other tenants.',
    },
    {
      expression: allPods(
        "!has(t.spec.runtimeClassName) || t.spec.runtimeClassName == '' || t.spec.runtimeClassName in variables.runtimeClasses",
      ),
      message:
        'Pods of a tenant may only use the RuntimeClasses of its tier (runtimeClasses). A class brings nodes and tolerations of its own.',
    },
    {
      expression: allPods(
        [
          `(!has(t.spec.resources) || (${asked('t.spec')})) &&`,
          `${containers}.all(c, !has(c.resources) || (${asked('c')}))`,
        ].join('\n'),
      ),
      message:
        "Containers of a tenant ask for CPU, memory and ephemeral storage, and for the tier's devices and huge pages (resources).",
    },
  ];
}

function images(environment: Environment): Validations {
  const { csiDrivers, registries } = environment;
  return [
    {
      expression: allPods(
        `${containers}.all(c, !has(c.imagePullPolicy) || c.imagePullPolicy != 'Never')`,
      ),
      message:
        "Images are pulled (imagePullPolicy is not Never): those on a node may be another team's.",
    },
    {
      expression: allPods(
        `!has(t.spec.volumes) || t.spec.volumes.all(v, !has(v.csi) || v.csi.driver in ${celList(
          csiDrivers,
        )})`,
      ),
      message:
        'Pods of a tenant may mount inline CSI volumes only of drivers that the platform names (csiDrivers). Use a claim for others.',
    },
    ...(registries.length === 0
      ? []
      : [
          {
            expression: allPods(
              `${containers}.all(c, has(c.image) && (${fromRegistries(
                'c.image',
                environment,
              )} || (variables.operator && (${isInjected(
                'c.image',
                environment,
              )}))))`,
            ),
            message: `Images come from ${registries.join(', ')}.`,
          },
        ]),
  ];
}
