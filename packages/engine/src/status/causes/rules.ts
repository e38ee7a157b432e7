import { isByFlux } from '../flux';
import { sourceId } from './find/sourceFindings';
import {
  goingNamespace,
  lostNodesOf,
  nodeId,
  sharedHopId,
  webhook,
} from './find/sharedFindings';
import { Found, Link, environmentOf } from './Found';
import {
  isNeverMade,
  isOfGit,
  linkTo,
  notApplied,
  notReadyOf,
  serviceBehind,
} from './links';
import { absentIn, keylessIn, quotaIn, saidOf, unreadIn } from './messages';
import { World } from './World';
import { secretCauses } from '../secrets/causes';

/** Tells from what a finding follows, where something in the objects links the two. */
export interface CauseRule {
  /** The rule of Kubernetes or of a controller that makes one follow from the other, and where it stands. */
  source: string;
  link(found: Found, world: World): Link | undefined;
}

const missingCauses: ReadonlySet<string> = new Set(
  secretCauses.flatMap(([, { why, missing }]) => (missing ? [why] : [])),
);

/** In the order in which they are asked: what says most about the cause comes first. */
export const causeRules: readonly CauseRule[] = [
  {
    source: 'what a cluster does not tell is not known: model/known.ts',
    link(found, world) {
      if (found.state !== 'Unknown') {
        return undefined;
      }
      const told = unreadIn(saidOf(found));
      const cluster = told?.cluster ?? found.cluster;
      const silent = cluster && world.byId(sourceId(cluster));
      if (silent && !isOfGit(found)) {
        return {
          to: silent.id,
          because: `it is on cluster ${cluster}`,
        };
      }
      return (
        told && linkTo(world, sourceId(told.cluster, told.words), told.words)
      );
    },
  },
  {
    source:
      'an app of apps is as healthy as its children: Argo CD, docs/operator-manual/health.md',
    link({ status, environments }, world) {
      const cause =
        status.of === 'application' ? status.status.cause : undefined;
      const child = world
        .ofObject(environments[0], {
          group: 'argoproj.io',
          kind: 'Application',
          name: cause ?? '',
        })
        .find(({ status: { of } }) => of === 'application');
      return child && { to: child.id, because: `it holds ${child.title}` };
    },
  },
  {
    source:
      'failurePolicy Fail refuses what a webhook cannot judge: apiserver, admission/plugin/webhook/errors',
    link: (found, world) =>
      linkTo(world, webhook(found)?.id, 'the API server names the webhook'),
  },
  {
    source:
      'nothing is created in a namespace that is being deleted: apiserver, plugin/namespace/lifecycle',
    link: (found, world) =>
      linkTo(
        world,
        goingNamespace(found)?.id,
        'the API server names the namespace',
      ),
  },
  {
    source:
      'a quota that would be exceeded refuses the object: apiserver, plugin/resourcequota, `exceeded quota: <name>`',
    link(found, world) {
      const name = quotaIn(saidOf(found));
      // An Application is elsewhere than what it deploys.
      const place =
        found.status.of === 'application'
          ? found.about?.namespace
          : found.ref?.namespace;
      const quotas =
        name === undefined || found.status.of === 'quota'
          ? []
          : world.ofObject(environmentOf(found), {
              group: '',
              kind: 'ResourceQuota',
              name,
              ...(place === undefined ? {} : { namespace: place }),
            });
      return (
        quotas[0] && {
          to: quotas[0].id,
          because: `the API server names quota ${name}`,
        }
      );
    },
  },
  {
    source:
      'nothing is fetched from a store that is not ready, or pushed to it: External Secrets, externalsecret_controller and pushsecret_controller',
    link(found, world) {
      const { status, ref, why } = found;
      // Only a store that answered says what of a value is not there.
      const hasAnswered = missingCauses.has(why);
      return (status.of !== 'secret' && status.of !== 'push') || hasAnswered
        ? undefined
        : notReadyOf(
            found,
            status.status.stores.map(each => ({
              kind: each.kind,
              name: each.name,
              group: 'external-secrets.io',
              ...(each.kind.startsWith('Cluster')
                ? {}
                : { namespace: ref?.namespace }),
            })),
            world,
          );
    },
  },
  {
    source:
      'a PushSecret takes the values of a Secret: External Secrets, pushsecret_controller, `secrets "<name>" not found`',
    link(found, world) {
      const { status } = found;
      const name =
        status.of === 'push' && /^the Secret that it pushes/.test(found.why)
          ? status.status.secret
          : undefined;
      const maker = name === undefined ? undefined : world.makerOf(name, found);
      return maker && { to: maker.id, because: `it makes Secret ${name}` };
    },
  },
  {
    source:
      'a Certificate waits for its issuer: cert-manager, certificaterequests controllers, `not have a Ready status condition`',
    link(found, world) {
      const { status, ref, why } = found;
      const issuer =
        status.of === 'certificate' ? status.status.issuer : undefined;
      return issuer && why.includes(issuer.name)
        ? notReadyOf(
            found,
            [
              {
                group: 'cert-manager.io',
                ...issuer,
                ...(issuer.kind.startsWith('Cluster')
                  ? {}
                  : { namespace: ref?.namespace }),
              },
            ],
            world,
          )
        : undefined;
    },
  },
  {
    source:
      'a container whose Secret, ConfigMap or claim is not there does not start: kubelet, CreateContainerConfigError and FailedMount; scheduler, volumebinding',
    link(found, world) {
      if (found.status.of !== 'workload' && found.status.of !== 'route') {
        return undefined;
      }
      const said = saidOf(found);
      const missing = absentIn(said);
      const keyless = keylessIn(said);
      if (missing && missing.kind !== 'Secret') {
        return notApplied(found, missing, world);
      }
      const name = missing?.name ?? keyless;
      const maker = name === undefined ? undefined : world.makerOf(name, found);
      return maker
        ? { to: maker.id, because: `it makes Secret ${name}` }
        : missing && notApplied(found, missing, world);
    },
  },
  {
    source:
      'pods wait for volumes and pull secrets that were never there: kubelet, ContainerCreating and FailedToRetrieveImagePullSecret',
    link(found, world) {
      const waits =
        found.status.of === 'workload' &&
        /waits for its volumes|does not let it pull the image/.test(found.why);
      const maker =
        waits && found.ref
          ? world
              .makersFor(found.environments[0], found.ref)
              .find(({ status }) => isNeverMade(status))
          : undefined;
      return (
        maker && {
          to: maker.found.id,
          because: `it needs Secret ${maker.secret}, which was never made`,
        }
      );
    },
  },
  {
    source:
      'the taint manager deletes the pods of a node that is lost: kube-controller-manager, tainteviction, DeletionByTaintManager',
    link(found, world) {
      const [node] = lostNodesOf(found, ref => world.object(ref));
      return node === undefined
        ? undefined
        : linkTo(world, nodeId(found, node), `its pods were on node ${node}`);
    },
  },
  {
    source:
      'a listener whose certificate is not there is not resolved: Gateway API, ListenerReasonInvalidCertificateRef',
    link(found, world) {
      const { status } = found;
      const hop = status.of === 'route' ? status.hop : undefined;
      const refused =
        hop?.kind === 'listener' &&
        hop.verdict.native.includes('InvalidCertificateRef');
      const [maker] =
        refused && hop.subject
          ? world.makersFor(found.environments[0], hop.subject)
          : [];
      return (
        maker && {
          to: maker.found.id,
          because: `the listener takes Secret ${maker.secret}`,
        }
      );
    },
  },
  {
    source:
      'routes that meet the same broken gateway, listener or Service: Gateway API, route status per parent',
    link: (found, world) =>
      linkTo(world, sharedHopId(found), 'its requests come by there'),
  },
  {
    source:
      'a Service has the ready pods that its selector matches: kube-controller-manager, endpointslice; a gateway answers 503 without any: Gateway API, HTTPBackendRef',
    link(found, world) {
      const service = serviceBehind(found);
      const worst = service && world.selectedBy(found.environments[0], service);
      return (
        worst && {
          to: worst.id,
          because: `Service ${service.name} selects its pods`,
        }
      );
    },
  },
  {
    source:
      'an Application is as healthy as its worst object, and a sync waits for each wave: Argo CD, docs/operator-manual/health.md and user-guide/sync-waves.md',
    link(found, world) {
      const { status, about, environments } = found;
      if (status.of !== 'application' || !about || world.isRefused(found)) {
        return undefined;
      }
      const [object] = world
        .ofObject(environments[0], about)
        .filter(({ id }) => id !== found.id);
      const scaled =
        object ??
        (about.kind === 'HorizontalPodAutoscaler'
          ? world.scaledBy(environments[0], about.name)
          : undefined);
      return (
        scaled && {
          to: scaled.id,
          because: `${
            isByFlux(status.status) ? 'Flux applied' : 'Argo CD names'
          } ${about.kind}/${about.name}`,
        }
      );
    },
  },
  {
    source:
      'a sync that fails applies nothing of its later waves, and what it was refused is not there: Argo CD, user-guide/sync-waves.md',
    link(found, world) {
      const { status, environments } = found;
      if (status.of !== 'object') {
        return undefined;
      }
      const [application] = world
        .ofObject(environments[0], {
          group: 'argoproj.io',
          kind: 'Application',
          name: status.application,
        })
        .filter(each => world.isRefused(each));
      return application && (status.isRefused || found.state === 'Missing')
        ? { to: application.id, because: 'its sync did not apply it' }
        : undefined;
    },
  },
];
